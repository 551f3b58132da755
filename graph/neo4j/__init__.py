"""The store in Neo4j: constraints, the Cypher compiler, loading and asking."""
