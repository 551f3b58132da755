RETURN [COUNT { MATCH (e1:`City`) WHERE e1.id IS NULL RETURN e1 }, COUNT { (:`City`) }, COUNT { MATCH (e3:`City`) WHERE e3.fold IN $p2 RETURN e3 }] AS value
