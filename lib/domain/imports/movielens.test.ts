import { describe, expect, it } from "vitest";
import { parseMovielensItem, parseMovielensRating, parseMovielensUser } from "./movielens";
import { SeenIds } from "./seen-ids";

const FLAGS = "0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0";

describe("a line of u.user", () => {
  it("becomes a customer's demographics", () => {
    expect(parseMovielensUser("196|49|F|writer|55105")).toEqual({
      ok: true,
      value: { id: 196, age: 49, gender: "female", occupation: "writer", postalCode: "55105" },
    });
  });

  it("may leave out everything but the number", () => {
    expect(parseMovielensUser("7||||")).toEqual({
      ok: true,
      value: { id: 7, age: null, gender: null, occupation: null, postalCode: null },
    });
  });

  it("names every column that is wrong", () => {
    expect(parseMovielensUser("0|old|x|\u0000|")).toEqual({
      ok: false,
      problems: [
        { column: "user", reason: "not-an-id" },
        { column: "age", reason: "not-an-age" },
        { column: "gender", reason: "not-a-gender" },
        { column: "occupation", reason: "unreadable-text" },
      ],
    });
    expect(parseMovielensUser("1|20|M|artist")).toMatchObject({
      problems: [{ reason: "wrong-field-count" }],
    });
  });
});

describe("a line of u.item", () => {
  it("becomes a product with its genres as categories", () => {
    expect(parseMovielensItem(`1|Toy Story (1995)|01-Jan-1995||http://x.example/1|${FLAGS}`)).toEqual({
      ok: true,
      value: {
        id: 1,
        name: "Toy Story (1995)",
        categories: ["Animation", "Children's", "Comedy"],
        releasedAt: new Date("1995-01-01T00:00:00Z"),
        url: "http://x.example/1",
      },
    });
  });

  it("is refused without a name, with a day that does not exist, or with a flag that is neither 0 nor 1", () => {
    expect(parseMovielensItem(`2||31-Feb-1995|||${FLAGS.replace("1", "2")}`)).toEqual({
      ok: false,
      problems: [
        { column: "title", reason: "no-name" },
        { column: "releaseDate", reason: "not-a-date" },
        { column: "Animation", reason: "not-a-flag" },
      ],
    });
  });
});

describe("a line of u.data", () => {
  it("becomes a rating at its second", () => {
    expect(parseMovielensRating("196\t242\t3\t881250949")).toEqual({
      ok: true,
      value: { userId: 196, itemId: 242, value: 3, ratedAt: new Date("1997-12-04T15:55:49Z") },
    });
  });

  it.each(["0", "5.5", "3.2", "-1", "NaN", "", "1e0", "five"])("refuses %j as a rating", (stars) => {
    expect(parseMovielensRating(`1\t1\t${stars}\t881250949`)).toEqual({
      ok: false,
      problems: [{ column: "rating", reason: "not-a-rating" }],
    });
  });

  it.each(["", "-1", "881250949.5", "9999999999999999"])("refuses %j as a time", (time) => {
    expect(parseMovielensRating(`1\t1\t5\t${time}`)).toMatchObject({
      problems: [{ column: "timestamp", reason: "not-a-time" }],
    });
  });
});

describe("numbers that have come by", () => {
  it("are known again, near and far", () => {
    const seen = new SeenIds();
    const ids = [1, 2, 1023, 1024, 2_147_483_647, 8, 7];
    expect(ids.map((id) => seen.add(id))).toEqual(ids.map(() => true));
    expect(ids.map((id) => seen.add(id))).toEqual(ids.map(() => false));
    expect(seen.add(3)).toBe(true);
  });
});
