RETURN [COUNT { (:`Country`) }] AS value
