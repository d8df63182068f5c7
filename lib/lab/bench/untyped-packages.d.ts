/** What the benchmarks use of packages that ship without types. */
declare module "ml-cart" {
  export class DecisionTreeClassifier {
    constructor(options: { gainFunction?: "gini"; maxDepth?: number; minNumSamples?: number });
    train(rows: number[][], classes: number[]): void;
    predict(rows: number[][]): number[];
  }
}
declare module "ml-random-forest" {
  export class RandomForestClassifier {
    constructor(options: {
      seed?: number;
      maxFeatures?: number;
      replacement?: boolean;
      nEstimators?: number;
      useSampleBagging?: boolean;
      noOOB?: boolean;
    });
    train(rows: number[][], classes: number[]): void;
    predict(rows: number[][]): number[];
  }
}
