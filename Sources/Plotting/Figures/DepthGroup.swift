import Analysis
import NeuralNetwork
import Study

/// Networks that share a panel of the depth figure: a family, which a line joins, and others, each at its own place.
struct DepthGroup {
  /// Empty where there is no family.
  let title: String
  /// Networks that differ in depth alone, ascending, one of each depth.
  let joined: [FigureSource.Series]
  /// Networks beside them, by depth and extent.
  let loose: [FigureSource.Series]
  /// Loose networks that there is no room for.
  let omission: Omission?

  var members: [FigureSource.Series] { joined + loose }

  /// Where the members stand: a family at its depths, others of one depth beside each other.
  var positions: [Double] {
    joined.map { Double($0.depth ?? 0) }
      + loose.map { series in
        let depth = Double(series.depth ?? 0)
        let peers = loose.filter { $0.depth == series.depth }
        let place = Double(peers.firstIndex { $0.modelIndex == series.modelIndex } ?? 0)
        if joined.contains(where: { $0.depth == series.depth }) {
          return depth + 0.4 * (place + 1) / Double(peers.count)
        }
        let reach = peers.count < 4 ? 0.2 : 0.3
        return peers.count == 1 ? depth : depth - reach + 2 * reach * place / Double(peers.count - 1)
      }
  }

  /// How far the points of a model lie from its place at most: a part of the way to the next one.
  private var reach: Double {
    let places = positions.sorted()
    return 0.3 * min(zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1, 0.2)
  }

  /// Names of what no line joins, above the panel, each with a line down to the `highest` that is drawn of the member.
  func marks(above highest: [Double?]) -> [Layer] {
    zip(zip(members, positions), highest).dropFirst(joined.count).map { member, highest in
      .verticalMark(at: member.1, from: highest, label: member.0.name)
    }
  }

  /// Adds the family as a curve and the others as points; `shift`, −1 to 1, sets the points of a size apart from others.
  func add(
    _ intervals: [Interval?], name: String, factor: Double, isTest: Bool, shift: Double, colour: Colour, label: String,
    to layers: inout CurveLayers
  ) {
    let isMeasured = intervals.map { $0 != nil }
    let hasLine = isMeasured.prefix(joined.count).contains(true)
    func only(_ range: Range<Int>) -> [Interval?] {
      intervals.indices.map { range.contains($0) ? intervals[$0] : nil }
    }
    if hasLine {
      layers.add(
        name, only(0..<joined.count), factor: factor, dash: isTest ? .solid : .dashed, points: isTest, band: isTest,
        colour: colour, label: isTest ? label : "")
    }
    guard isMeasured.dropFirst(joined.count).contains(true) else { return }
    layers.addPoints(
      name + "_alone", only(joined.count..<intervals.count), at: positions.map { $0 + shift * reach }, factor: factor,
      filled: isTest, bars: isTest, colour: colour,
      label: isTest && !hasLine ? label : "")
  }

  /// Networks of equal width and structure, those whose width shrinks so that the parameters stay equal, and the others.
  ///
  /// The shallowest of equal width stands at the start of those of equal parameters too. One family takes the others into
  /// its panel; beside several they have their own.
  static func groups(_ source: FigureSource, maximumLoose: Int) -> [DepthGroup] {
    let networks = source.networks.sorted {
      ($0.depth ?? 0, $0.extent, $0.modelIndex) < ($1.depth ?? 0, $1.extent, $1.modelIndex)
    }
    func byDepth(_ members: [FigureSource.Series]) -> [FigureSource.Series] {
      var depths: Set<Int?> = []
      return members.filter { depths.insert($0.depth).inserted }
    }
    let study = source.analysis.study
    var families: [(title: String, members: [FigureSource.Series])] = []
    // A family by width has one structure, and so has one by parameters.
    struct Width: Hashable {
      var units: Int
      var structure: LayerStructure

      func title(_ text: String) -> String { ([text] + structure.words).joined(separator: ", ") }
    }
    var widths: [Width] = []
    for series in networks {
      guard let units = series.hidden?.first else { continue }
      let width = Width(units: units, structure: series.structure)
      if !widths.contains(width) { widths.append(width) }
    }
    for width in widths {
      let members = byDepth(
        networks.filter {
          $0.depth != 0 && $0.structure == width.structure && $0.hidden?.allSatisfy { $0 == width.units } == true
        })
      if members.count > 1 { families.append((width.title("width \(NumberText.count(width.units))"), members)) }
    }
    // A range of depths with equal parameters names the width that it starts from.
    func matchedWidth(_ layers: NetworkLayers?) -> Width? {
      guard let layers, case .matchingParameters(_, let units) = layers.hidden else { return nil }
      return Width(units: units, structure: layers.structure)
    }
    var matched: [Width] = []
    for index in study.models.indices {
      if let width = matchedWidth(study.layers(ofModelAt: index)), !matched.contains(width) { matched.append(width) }
    }
    for width in matched {
      let members = byDepth(
        networks.filter { series in
          matchedWidth(study.layers(ofModelAt: series.modelIndex)) == width
            || series.hidden == [width.units] && series.structure == width.structure
        })
      if members.count > 1 { families.append((width.title("equal parameters"), members)) }
    }
    // In the order of the study file.
    families = families.enumerated().sorted { one, other in
      func first(_ family: (offset: Int, element: (title: String, members: [FigureSource.Series]))) -> Int {
        family.element.members.map(\.modelIndex).min() ?? 0
      }
      return (first(one), one.offset) < (first(other), other.offset)
    }.map(\.element)
    let rest = networks.filter { series in
      !families.contains { $0.members.contains { $0.modelIndex == series.modelIndex } }
    }
    let loose = source.choice(of: rest, atMost: maximumLoose)
    let others = rest.filter { series in loose.shown.contains { $0.modelIndex == series.modelIndex } }
    guard families.count > 1 || families.isEmpty else {
      return [
        DepthGroup(title: families[0].title, joined: families[0].members, loose: others, omission: loose.omission)
      ]
    }
    let groups = families.map { DepthGroup(title: $0.title, joined: $0.members, loose: [], omission: nil) }
    return others.isEmpty
      ? groups
      : groups + [
        DepthGroup(title: groups.isEmpty ? "" : "others", joined: [], loose: others, omission: loose.omission)
      ]
  }

  /// What lines join, in words.
  static func words(_ groups: [DepthGroup]) -> String {
    let families = groups.filter { !$0.joined.isEmpty }.map { group in
      "\(group.title) (\(group.joined.map(\.name).joined(separator: ", ")))"
    }
    let loose = groups.contains { !$0.loose.isEmpty } ? "named points differ in more than depth" : ""
    guard !families.isEmpty else { return "Points are not joined, since the networks differ in more than depth." }
    return "Lines join \(families.joined(separator: " and "))" + (loose.isEmpty ? "." : "; \(loose).")
  }
}
