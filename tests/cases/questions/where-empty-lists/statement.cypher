RETURN [COUNT { MATCH (e1:`City`) WHERE e1.id IS NULL RETURN e1 }, COUNT { (:`City`) }, COUNT { MATCH (e2:`City`) WHERE e2.fold IN $p2 RETURN e2 }] AS value
