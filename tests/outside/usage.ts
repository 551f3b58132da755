// A client's code against the generated types; what is marked must not compile.
import { type CityOrderBy, Direction } from "./schema.js";
import type { InstitutionsQuery, InstitutionsQueryVariables } from "./types.js";

export const variables: InstitutionsQueryVariables = { first: 10, where: { country: { code: { eq: "PL" } } } };

export const founded = (found: InstitutionsQuery): (string | null | undefined)[] =>
  found.institutions.nodes.map((institution) => institution.founded);

export const one: CityOrderBy = { name: Direction.Asc };

// @ts-expect-error A sort key has one field.
export const two: CityOrderBy = { name: Direction.Asc, id: Direction.Desc };

// @ts-expect-error A name is never missing.
export const nameless: InstitutionsQuery["institutions"]["nodes"][0]["name"] = null;
