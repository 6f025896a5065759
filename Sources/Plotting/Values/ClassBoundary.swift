import Foundation
import Study

/// The lines between the classes of a decision map, as marching squares draw them through the middle of the edges of its
/// grid (W. E. Lorensen and H. E. Cline, "Marching cubes", 1987, in the plane), then smoothed by less than a step of it.
struct ClassBoundary {
  /// A place on the grid in half steps: even numbers are grid points, odd ones lie between them.
  private struct Place: Hashable {
    var x: Int
    var y: Int
  }

  /// Polylines in steps of the grid from its first point.
  let lines: [[(x: Double, y: Double)]]

  init(_ map: DecisionMap) {
    var neighbours: [Place: [Place]] = [:]
    for (one, other) in Self.segments(map) {
      neighbours[one, default: []].append(other)
      neighbours[other, default: []].append(one)
    }
    // Open lines start where they end or meet; what is left then is closed.
    let ordered = neighbours.keys.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    var lines: [[Place]] = []
    for start in ordered.filter({ neighbours[$0]?.count != 2 }) + ordered {
      while let line = Self.line(from: start, &neighbours) { lines.append(line) }
    }
    self.lines = lines.map { line in
      let line = line.map { (x: Double($0.x) / 2, y: Double($0.y) / 2) }
      return Self.straight(line) ?? Self.smoothed(line)
    }
  }

  /// In each square of the grid, from the middle of each edge between two classes to that of the other such edge, or to the
  /// centre where there are more than two.
  private static func segments(_ map: DecisionMap) -> [(Place, Place)] {
    let side = DecisionMap.side
    let classes = [UInt8](map.classes)
    guard classes.count == side * side else { return [] }
    var segments: [(Place, Place)] = []
    for y in 0..<side - 1 {
      for x in 0..<side - 1 {
        let corners = [
          classes[y * side + x], classes[y * side + x + 1], classes[(y + 1) * side + x + 1],
          classes[(y + 1) * side + x],
        ]
        let middles = [
          Place(x: 2 * x + 1, y: 2 * y), Place(x: 2 * x + 2, y: 2 * y + 1), Place(x: 2 * x + 1, y: 2 * y + 2),
          Place(x: 2 * x, y: 2 * y + 1),
        ]
        let crossed = (0..<4).filter { corners[$0] != corners[($0 + 1) % 4] }.map { middles[$0] }
        if crossed.count == 2 {
          segments.append((crossed[0], crossed[1]))
        } else {
          let centre = Place(x: 2 * x + 1, y: 2 * y + 1)
          segments += crossed.map { ($0, centre) }
        }
      }
    }
    return segments
  }

  /// Takes a line out of the graph: from a place along single ways until it ends, meets others or closes; nil if no line
  /// is left there.
  private static func line(from start: Place, _ neighbours: inout [Place: [Place]]) -> [Place]? {
    guard neighbours[start]?.isEmpty == false else { return nil }
    var line = [start]
    var place = start
    while let next = neighbours[place]?.popLast() {
      neighbours[next]?.removeAll { $0 == place }
      line.append(next)
      place = next
      if next == start || neighbours[next]?.count != 1 { break }
    }
    return line
  }

  /// How far the steps of a straight line on the grid lie from it, at most, in steps of the grid.
  private static let straightness = 0.75

  /// The ends of the straight line that a stepped line stands for, as that of a linear model does: the line through its
  /// centre along which its places spread most. Nil if it stands for none.
  private static func straight(_ line: [(x: Double, y: Double)]) -> [(x: Double, y: Double)]? {
    guard let start = line.first, let end = line.last, line.count > 3, start != end else { return nil }
    let count = Double(line.count)
    let centre = (x: line.reduce(0) { $0 + $1.x } / count, y: line.reduce(0) { $0 + $1.y } / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for place in line {
      let (x, y) = (place.x - centre.x, place.y - centre.y)
      (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y)
    }
    let angle = atan2(2 * xy, xx - yy) / 2
    let (cosine, sine) = (cos(angle), sin(angle))
    func across(_ place: (x: Double, y: Double)) -> Double {
      (place.y - centre.y) * cosine - (place.x - centre.x) * sine
    }
    guard line.allSatisfy({ abs(across($0)) <= straightness }) else { return nil }
    return [start, end].map { place in
      let along = (place.x - centre.x) * cosine + (place.y - centre.y) * sine
      // Lines along the grid stay on it.
      func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
      return (rounded(centre.x + along * cosine), rounded(centre.y + along * sine))
    }
  }

  /// Each place moved towards its neighbours, three times over, and every second left out; the ends of an open line stay.
  private static func smoothed(_ line: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard let start = line.first, let end = line.last, line.count > 3 else { return line }
    let isClosed = start == end
    var line = line
    for _ in 0..<3 {
      let before = line
      for index in 1..<before.count - 1 {
        let (left, middle, right) = (before[index - 1], before[index], before[index + 1])
        line[index] = ((left.x + 2 * middle.x + right.x) / 4, (left.y + 2 * middle.y + right.y) / 4)
      }
      if isClosed {
        let (left, middle, right) = (before[before.count - 2], before[0], before[1])
        line[0] = ((left.x + 2 * middle.x + right.x) / 4, (left.y + 2 * middle.y + right.y) / 4)
        line[line.count - 1] = line[0]
      }
    }
    return line.enumerated().filter { $0.offset.isMultiple(of: 2) || $0.offset == line.count - 1 }.map(\.element)
  }
}
