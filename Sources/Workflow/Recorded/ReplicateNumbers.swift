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

  /// Without `isPaired`, lines share numbers if, at every size that both have, one has all labels of the other, or most of the
  /// fewer, if lines between them share theirs with both.
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
    func share(_ one: Line, _ other: Line) -> Bool {
      if let isPaired { return isPaired || one.model == other.model && one == other }
      guard let first = labels[one], let second = labels[other] else { return false }
      return first.allSatisfy { size, labels in
        second[size].map { labels.isSubset(of: $0) || $0.isSubset(of: labels) } ?? true
      }
    }
    /// Whether lines have sizes in common, and at each of them most replicates of the one with fewer.
    func overlap(_ one: Line, _ other: Line) -> Bool {
      guard let first = labels[one], let second = labels[other] else { return false }
      let sizes = first.keys.filter { second[$0] != nil }
      return !sizes.isEmpty
        && sizes.allSatisfy { size in
          guard let one = first[size], let other = second[size] else { return false }
          return 2 * one.intersection(other).count > min(one.count, other.count)
        }
    }
    // Each group shares its numbers. Lines that share some with a third share them with each other, if these are most.
    let chains = Self.chains(order) { share($0, $1) && overlap($0, $1) }
    let whole = chains.filter { chain in isPaired == nil && Self.allPairs(chain) { share($0, $1) || overlap($0, $1) } }
    let together = Set(whole.joined())
    var groups: [[Line]] = []
    for lines in whole + order.filter({ !together.contains($0) }).map({ [$0] }) {
      if let index = groups.firstIndex(where: { group in
        group.allSatisfy { member in lines.allSatisfy { share(member, $0) } }
      }) {
        groups[index] += lines
      } else {
        groups.append(lines)
      }
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

  /// The lines in groups, in each of which one leads to every other by links, in the order of their first lines.
  private static func chains(_ lines: [Line], isLinked: (Line, Line) -> Bool) -> [[Line]] {
    var chains: [[Line]] = []
    for line in lines {
      let linked = chains.indices.filter { chains[$0].contains { isLinked($0, line) } }
      guard let first = linked.first else {
        chains.append([line])
        continue
      }
      chains[first] = linked.flatMap { chains[$0] } + [line]
      for place in linked.dropFirst().reversed() { chains.remove(at: place) }
    }
    return chains
  }

  private static func allPairs(_ lines: [Line], satisfy isTrue: (Line, Line) -> Bool) -> Bool {
    lines.indices.allSatisfy { place in lines[..<place].allSatisfy { isTrue($0, lines[place]) } }
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
