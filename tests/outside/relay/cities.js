// A page of a Relay application; it is compiled and never run.
import { graphql } from "relay-runtime";

export const page = graphql`
  query citiesQuery($where: CityWhere) {
    ...cities_list @arguments(where: $where)
  }
`;

export const list = graphql`
  fragment cities_list on Query
  @refetchable(queryName: "citiesPaginationQuery")
  @argumentDefinitions(
    first: { type: "Int", defaultValue: 20 }
    after: { type: "String" }
    where: { type: "CityWhere" }
  ) {
    cities(first: $first, after: $after, where: $where, orderBy: [{ name: ASC }, { id: DESC }])
      @connection(key: "cities_cities") {
      edges {
        cursor
        node {
          id
          ...cities_card
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const card = graphql`
  fragment cities_card on City {
    name(lang: [pl, en])
    country {
      name
    }
    strategies(first: 3) {
      edges {
        on
        node {
          name
          period
        }
        evidence {
          quote
          document {
            title
          }
        }
      }
    }
  }
`;

export const anything = graphql`
  query citiesNodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      ... on Entity {
        name
      }
      ... on Actor {
        memberOf(first: 3) {
          edges {
            since
            node {
              name
            }
          }
        }
      }
    }
  }
`;
