"""The graph as linked open data: RDF in several formats, ontology, shapes, catalogue and dumps."""
