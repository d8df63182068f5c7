import { describe, expect, it } from "vitest";
import type { ListShape } from "./list-definition";
import { chosenValues, isNarrowed, listQueryOf, sortOf } from "./list-query";

const shape: ListShape = {
  defaultSort: { key: "name", direction: "asc" },
  filters: [
    {
      kind: "choice",
      key: "gender",
      label: "Gender",
      multiple: true,
      options: [
        { value: "f", label: "Female" },
        { value: "m", label: "Male" },
      ],
    },
    { kind: "range", key: "age", label: "Age", fromKey: "ageFrom", toKey: "ageTo" },
  ],
};

describe("the question an address asks", () => {
  it("holds search, filters and order and nothing that only changes the view", () => {
    const search = {
      q: " ann ",
      gender: "f,m",
      ageFrom: "30",
      ageTo: "",
      columns: "name",
      open: "c1",
      utm: "x",
    };
    expect(listQueryOf(shape, search)).toEqual({ q: "ann", gender: "f,m", ageFrom: "30" });
  });

  it("is the same for the default order spoken out or left out", () => {
    expect(listQueryOf(shape, { sort: "name", direction: "asc" })).toEqual({});
    expect(listQueryOf(shape, { sort: "name" })).toEqual({});
    expect(listQueryOf(shape, { direction: "asc" })).toEqual({});
  });

  it("always names both halves of another order", () => {
    expect(listQueryOf(shape, { sort: "age" })).toEqual({ sort: "age", direction: "asc" });
    expect(listQueryOf(shape, { direction: "desc" })).toEqual({ sort: "name", direction: "desc" });
  });

  it("takes the first of a repeated name", () => {
    expect(listQueryOf(shape, { q: ["ann", "ben"] })).toEqual({ q: "ann" });
  });

  it("knows its order, its choices, and whether it narrows anything down", () => {
    const query = listQueryOf(shape, { sort: "age", direction: "desc", gender: "f,m" });
    expect(sortOf(shape, query)).toEqual({ key: "age", direction: "desc" });
    expect(sortOf(shape, {})).toEqual({ key: "name", direction: "asc" });
    expect(chosenValues(shape.filters[0]!, query)).toEqual(["f", "m"]);
    expect(isNarrowed(shape, query)).toBe(true);
    expect(isNarrowed(shape, { sort: "age", direction: "asc" })).toBe(false);
    expect(isNarrowed(shape, { ageTo: "40" })).toBe(true);
  });
});
