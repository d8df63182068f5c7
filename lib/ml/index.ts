/**
 * The public face of the mathematics: one place to see what there is. Code inside the house imports the single file it
 * needs; `vision/load-picture.ts` is left out because it alone needs sharp.
 */

export { adjustedEffect } from "./causal/adjusted-effect";
export { bootstrap } from "./causal/bootstrap";
export { confidenceSequence } from "./causal/confidence-sequence";
export { cuped } from "./causal/cuped";
export { differenceInMeans } from "./causal/difference-in-means";
export { doubleMl } from "./causal/double-ml";
export { sampleRatio } from "./causal/sample-ratio";
export { stratifiedEffect } from "./causal/stratified-effect";
export { areaUnderUplift, qiniCoefficient, qiniCurve, qiniInterval } from "./causal/uplift-curve";
export { crossFitUplift, UpliftLearner, UpliftModel } from "./causal/uplift-learner";
export { adjustedRandIndex } from "./cluster/adjusted-rand-index";
export { Agglomerative, FittedAgglomerative } from "./cluster/agglomerative";
export { calinskiHarabasz } from "./cluster/calinski-harabasz";
export { chooseClustersSteps } from "./cluster/choose-clusters";
export { cutDendrogram } from "./cluster/dendrogram";
export { gapStatisticSteps } from "./cluster/gap-statistic";
export { FittedKMeans, KMeans } from "./cluster/kmeans";
export { MiniBatchKMeans } from "./cluster/mini-batch-kmeans";
export { FittedPca, Pca } from "./cluster/pca";
export { FittedRfmGroups, RFM_GROUPS, RfmGroups, rfmGroup } from "./cluster/rfm-groups";
export { silhouette } from "./cluster/silhouette";
export { bootstrapStabilitySteps } from "./cluster/stability";
export { clusterSquares } from "./cluster/within-squares";
export { MlError } from "./core/errors";
export { drain } from "./core/estimator";
export { median, quantile, quantileSorted } from "./core/quantile";
export { createRng } from "./core/rng";
export { matrix, matrixFromRows, rowOf } from "./core/shapes";
export { backtest, blendForecasts, scoreForecasts } from "./demand/backtest";
export { demandEffects } from "./demand/demand-effects";
export { gruDemandForecaster } from "./demand/gru-demand-forecaster";
export { boostedForecaster, ridgeForecaster } from "./demand/learned-forecasters";
export {
  lastValueForecaster,
  recentMeanForecaster,
  seasonalNaiveForecaster,
} from "./demand/naive-forecasters";
export { withRecentPast } from "./demand/recent-past";
export { beta } from "./distributions/beta";
export { chiSquared } from "./distributions/chi-squared";
export { fisherF } from "./distributions/fisher-f";
export { gamma } from "./distributions/gamma";
export { normal } from "./distributions/normal";
export { studentT } from "./distributions/student-t";
export { BgNbd, FittedBgNbd } from "./lifetime/bg-nbd";
export { FittedGammaGamma, GammaGamma } from "./lifetime/gamma-gamma";
export { FittedParetoNbd, ParetoNbd } from "./lifetime/pareto-nbd";
export { areaUnderRoc, brierScore, calibration, logLoss } from "./metrics/classification";
export { type MeanInterval, meanInterval, pairedDifference } from "./metrics/mean-interval";
export { populationStabilityIndex } from "./metrics/population-stability";
export {
  coefficientOfDetermination,
  forecastBias,
  meanAbsoluteError,
  meanAbsoluteScaledError,
  naiveScale,
  pinballLoss,
  rootMeanSquaredError,
  weightedAbsolutePercentageError,
} from "./metrics/prediction-errors";
export { meanRankingScores, scoreRanking } from "./metrics/ranking";
export { catalogueCoverage, novelty, personalisationDepth } from "./metrics/recommendation-variety";
export { bfgs } from "./optimize/bfgs";
export { gradientOf, hessianOf } from "./optimize/finite-differences";
export { maximiseLikelihood } from "./optimize/maximum-likelihood";
export { nelderMead } from "./optimize/nelder-mead";
export { FittedImputer, Imputer } from "./preprocess/imputer";
export { LogOnePlus } from "./preprocess/log-one-plus";
export { FittedOneHotEncoder, OneHotEncoder } from "./preprocess/one-hot-encoder";
export { FittedPipeline, Pipeline } from "./preprocess/pipeline";
export { RobustScaler } from "./preprocess/robust-scaler";
export { StandardScaler } from "./preprocess/standard-scaler";
export { Winsoriser } from "./preprocess/winsoriser";
export { FittedPriceResponse, PriceResponse } from "./pricing/price-response";
export { BaselineRating, BaselineRatingModel } from "./recommend/baseline-rating";
export { BayesianFactorisationMachine } from "./recommend/bayesian-factorisation-machine";
export { BayesianFactorisationModel } from "./recommend/bayesian-factorisation-model";
export { FAST_BAYESIAN_FACTORISATION } from "./recommend/bayesian-factorisation-params";
export { BprFactorisation } from "./recommend/bpr-factorisation";
export { CoOccurrence, CoOccurrenceModel } from "./recommend/co-occurrence-rules";
export { Ease, EaseModel } from "./recommend/ease";
export { ImplicitAls, ImplicitAlsModel } from "./recommend/implicit-als";
export { interactionsFromColumns } from "./recommend/interactions";
export { KnnRating, KnnRatingModel } from "./recommend/knn-rating";
export { MatrixFactorisation } from "./recommend/matrix-factorisation";
export { NeighbourRanking, NeighbourRankingModel } from "./recommend/neighbour-ranking";
export { Popularity, PopularityModel } from "./recommend/popularity";
export { RankingBlend, RankingBlendModel } from "./recommend/ranking-blend";
export { RatingBlend, RatingBlendModel } from "./recommend/rating-blend";
export { SegmentPopularity, SegmentPopularityModel } from "./recommend/segment-popularity";
export { encodeSideFeatures } from "./recommend/side-features";
export { SvdPlusPlus } from "./recommend/svd-plus-plus";
export { absorbEffects } from "./regression/absorb-effects";
export {
  BayesianLinearRegression,
  FittedBayesianLinearRegression,
} from "./regression/bayesian-linear-regression";
export { FittedGeneralisedLinear, GeneralisedLinear } from "./regression/generalised-linear";
export { FittedLinearRegression, LinearRegression } from "./regression/linear-regression";
export { coefficientInterval, ordinaryLeastSquares } from "./regression/ordinary-least-squares";
export { FittedRidge, Ridge } from "./regression/ridge";
export { shrinkEstimates } from "./regression/shrinkage";
export { learnDuopoly } from "./reinforcement/duopoly";
export {
  bestFixedAction,
  evaluatePolicy,
  myopicPolicy,
  solveMdp,
} from "./reinforcement/dynamic-programming";
export { planByFittedDemand } from "./reinforcement/fitted-demand";
export { PRICING_ENVIRONMENTS, pricingEnvironment } from "./reinforcement/pricing-environments";
export { QLearning } from "./reinforcement/q-learning";
export { QTable } from "./reinforcement/q-table";
export { recommendedLearning } from "./reinforcement/recommended-learning";
export { bucketBy, bucketPeriods } from "./reinforcement/state-buckets";
export { ThompsonPricing } from "./reinforcement/thompson-pricing";
export { adstock } from "./response/adstock";
export { allocateBudget } from "./response/allocate-budget";
export { hillResponse, hillSlope } from "./response/hill-curve";
export { FittedMediaResponse, MediaResponse } from "./response/media-response";
export { mediaResponseDrawsSteps, responseRange } from "./response/media-response-draws";
export { nonNegativeLeastSquares } from "./response/non-negative-least-squares";
export { leaveLastOut, splitWithinGroups } from "./selection/group-splits";
export { kFold, stratifiedKFold } from "./selection/k-fold";
export { rollingOrigins } from "./selection/rolling-origin";
export { FittedGruForecaster, GruForecaster } from "./sequence/gru-forecaster";
export {
  adjustedCosine,
  cosine,
  missingPenalisedCosine,
  pearson,
  pearsonBaseline,
} from "./similarity/similarity";
export { fitAnswerBands } from "./text/answer-bands";
export { Bm25, Bm25Index } from "./text/bm25";
export { IntentClassifier, IntentModel } from "./text/intent-classifier";
export { FittedLinearSvm, LinearSvm } from "./text/linear-svm";
export { FittedTfIdf, TfIdf } from "./text/tfidf";
export { normaliseText, searchTerms, tokenise } from "./text/tokenise";
export { DecisionTree, FittedDecisionTree } from "./tree/decision-tree";
export { FittedGradientBoosting, GradientBoosting } from "./tree/gradient-boosting";
export { FittedRandomForest, RandomForest } from "./tree/random-forest";
export { imageDescriptor } from "./vision/image-descriptor";
export { nearestPictures } from "./vision/nearest-pictures";
