// Draws the outlines of land and borders for the maps: node basemap.mjs FOLDER.
// The outlines are Natural Earth's (public domain), as the package world-atlas has them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { geoAzimuthalEqualArea, geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import { presimplify, simplify } from 'topojson-simplify'

const folder = process.argv[2]
const require = createRequire(import.meta.url)
const atlas = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`), 'utf8'))

const europe = { width: 900, height: 760 }
const world = { width: 960, height: 470 }
const maps = {
  europe: {
    ...europe,
    topology: simplify(presimplify(atlas('countries-50m.json')), 0.02),
    projection: geoAzimuthalEqualArea()
      .rotate([-12, -51])
      .scale(1050)
      .translate([europe.width / 2, europe.height / 2])
      .clipAngle(40)
      .clipExtent([[0, 0], [europe.width, europe.height]]),
  },
  world: {
    ...world,
    topology: simplify(presimplify(atlas('countries-110m.json')), 0.3),
    projection: geoNaturalEarth1().scale(178).translate([world.width / 2, world.height / 2 + 12]),
  },
}

// The server projects cities with formulas of its own; these places say whether they are the same.
const places = [[17.03006, 51.10286], [-9.13333, 38.71667], [10.74609, 59.91273], [33.0333, 34.675]]

mkdirSync(folder, { recursive: true })
const numbers = {}
let outlines = ''
for (const [name, { width, height, topology, projection }] of Object.entries(maps)) {
  const path = geoPath(projection).digits(1)
  const countries = topology.objects.countries
  countries.geometries = countries.geometries.filter((country) => country.properties.name !== 'Antarctica')
  const land = path(feature(topology, countries))
  const borders = path(mesh(topology, countries, (a, b) => a !== b))
  // The pages take these by their names and give them colours.
  outlines += `<path id="${name}-land" d="${land}"/><path id="${name}-borders" d="${borders}" fill="none" stroke="currentColor"/>`
  numbers[name] = { width, height, scale: projection.scale(), translate: projection.translate(),
    places: places.map((place) => ({ place, at: projection(place) })) }
}
// One file, so that a page with two maps asks once.
writeFileSync(join(folder, 'outlines.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${outlines}</svg>\n`)
writeFileSync(join(folder, 'basemap.json'), JSON.stringify(numbers))
