import ForeignHistories
import Foundation

/// Numbers for the replicates of runs whose files label them, with seeds say.
///
/// Models whose runs have the same labels are compared pair by pair, so they share numbers. The runs of others are numbered
/// apart: they have no replicate in common, and are compared unpaired.
struct ReplicateNumbers {
  /// For each run, the number of its replicate, from 1.
  let numbers: [Int]
  /// The largest of them.
  let count: Int
  /// How runs are paired, for people.
  let sentence: String

  /// The runs of one model with one combination of settings.
  private struct Line: Hashable {
    var model: String
    var settings: [String]
  }

  /// Without `isPaired`, ``SharedReplicates`` says which lines share numbers.
  ///
  /// - Throws: ``WorkflowError`` if runs are to be paired and two lines that are compared have no label in common.
  init(_ histories: ForeignHistories, isPaired: Bool?) throws {
    let runs = histories.runs
    let lines = runs.map { Line(model: $0.model, settings: $0.settings) }
    var order: [Line] = []
    var labels: [Line: [Int: Set<String>]] = [:]
    for (run, line) in zip(runs, lines) {
      if labels[line] == nil { order.append(line) }
      labels[line, default: [:]][run.size, default: []].insert(run.replicate ?? "")
    }
    // Models are compared at the same settings; one model, between its settings.
    let models = Dictionary(grouping: order, by: \.settings).values.filter { $0.count > 1 }
    let compared = models.isEmpty && order.count > 1 ? [order] : models
    if isPaired == true { try Self.checkPairs(order, labels) }
    // Each group shares its numbers.
    let groups: [[Line]] =
      switch isPaired {
      case true?: [order]
      case false?: order.map { [$0] }
      case nil: SharedReplicates.groups(order) { labels[$0] ?? [:] }
      }
    var known: [Line: [Int: [String: Int]]] = [:]
    var last = 0
    for group in groups {
      let bySize = group.compactMap { labels[$0] }.reduce(into: [Int: Set<String>]()) { all, line in
        for (size, labels) in line { all[size, default: []].formUnion(labels) }
      }
      let ranks = Self.ranks(bySize)
      for line in group { known[line] = ranks.mapValues { $0.mapValues { $0 + last } } }
      last += ranks.values.flatMap(\.values).max() ?? 0
    }
    numbers = zip(runs, lines).map { run, line in known[line]?[run.size]?[run.replicate ?? ""] ?? 1 }
    count = max(numbers.max() ?? 1, 1)
    let most =
      Dictionary(grouping: zip(runs, lines).map { [$1.model, "\($0.size)"] + $1.settings }) { $0 }
      .values.map(\.count).max() ?? 0
    let pairs = Self.sentence(compared, groups, labels, isPaired)
    let isRenumbered = zip(runs, numbers).contains { run, number in
      run.replicate.map { $0 != "\(number)" } ?? false
    }
    sentence = [
      compared.isEmpty || most < 2 ? "" : pairs,
      isRenumbered ? "Replicates are numbered from 1 in the order of their labels." : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// How the lines that are compared share numbers.
  private static func sentence(
    _ compared: [[Line]], _ groups: [[Line]], _ labels: [Line: [Int: Set<String>]], _ isPaired: Bool?
  ) -> String {
    if isPaired == false { return "Runs are compared unpaired, as asked." }
    var places: [Line: Int] = [:]
    for (place, group) in groups.enumerated() { for line in group { places[line] = place } }
    let shares = compared.map { lines in (lines: lines.count, groups: Set(lines.map { places[$0] }).count) }
    guard shares.allSatisfy({ $0.groups == 1 }) else {
      let wayOut =
        places.keys.contains { !$0.settings.isEmpty } ? "; --ignore leaves out a column that is no setting" : ""
      return shares.allSatisfy { $0.groups == $0.lines }
        ? "\(Set(places.keys.map(\.model)).count > 1 ? "Models" : "Settings") do not have the same replicates, so their runs are compared unpaired (--paired: they belong together\(wayOut))."
        : "Models with the same replicates are compared in pairs, others unpaired (--paired: all belong together)."
    }
    var (some, notInAll) = (Set<String>(), Set<String>())
    for lines in compared {
      let all = lines.map { labels[$0]?.values.reduce(into: Set<String>()) { $0.formUnion($1) } ?? [] }
      let any = Set(all.joined())
      some.formUnion(any)
      notInAll.formUnion(any.subtracting(all.reduce(any) { $0.intersection($1) }))
    }
    let shared =
      notInAll.isEmpty ? "" : "; \(some.count - notInAll.count) of \(some.count) replicates are in all of them"
    return "Runs with the same replicate are compared in pairs (--no-paired: they have nothing in common)\(shared)."
  }

  /// Refuses to pair lines of equal settings that have a size in common, and at none of these a label.
  private static func checkPairs(_ lines: [Line], _ labels: [Line: [Int: Set<String>]]) throws {
    for (index, line) in lines.enumerated() {
      for other in lines[..<index] where other.settings == line.settings {
        guard let first = labels[other], let second = labels[line] else { continue }
        let sizes = first.keys.filter { second[$0] != nil }.sorted()
        guard let size = sizes.first, let one = first[size], let two = second[size],
          sizes.allSatisfy({ first[$0]?.isDisjoint(with: second[$0] ?? []) ?? true })
        else { continue }
        func words(_ line: Line) -> String { ([line.model] + line.settings).joined(separator: ", ") }
        func shown(_ labels: Set<String>) -> String {
          let sorted = labels.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
          return sorted.prefix(3).joined(separator: ", ") + (sorted.count > 3 ? ", …" : "")
        }
        throw WorkflowError(
          "paired: no run of \(words(other)) has the replicate of a run of \(words(line)) (\(shown(one)) and \(shown(two)) at "
            + "size \(size)); give runs that belong together the same replicate, or leave paired out")
      }
    }
  }

  /// Numbers for the labels at each size: the labels themselves, if they are numbers that count from 1; else their places in
  /// order, of all sizes together if they have the same labels.
  private static func ranks(_ labels: [Int: Set<String>]) -> [Int: [String: Int]] {
    let all = labels.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let most = labels.values.map(\.count).max() ?? 0
    let numbers = all.compactMap(Int.init)
    if numbers.count == all.count, numbers.allSatisfy({ 1...(2 * most) ~= $0 }), Set(numbers).count == all.count {
      let own = Dictionary(uniqueKeysWithValues: all.map { ($0, Int($0) ?? 1) })
      return labels.mapValues { _ in own }
    }
    func places(_ labels: Set<String>) -> [String: Int] {
      let sorted = labels.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
      return Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0 + 1) })
    }
    guard all.count == most else { return labels.mapValues(places) }
    let common = places(all)
    return labels.mapValues { _ in common }
  }
}
