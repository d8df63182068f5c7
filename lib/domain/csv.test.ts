import { expect, it } from "vitest";
import { neutraliseFormula } from "./csv";

it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])(
  "keeps %j from running as a formula",
  (text) => {
    expect(neutraliseFormula(text)).toBe(`'${text}`);
  },
);

it.each(["Ann", "-12.5", "+7", "", "a=b"])("leaves %j as it is", (text) => {
  expect(neutraliseFormula(text)).toBe(text);
});
