/// Which runs have replicates in common, by the labels that their files give them at each size.
enum SharedReplicates {
  /// Labels by size.
  typealias Labels = [Int: Set<String>]

  /// The items in groups that share replicates, in the order of their first items.
  ///
  /// Two share them if, at every size that both have, one has all labels of the other. So do two that share theirs with a third,
  /// if they have most labels in common, whatever the order of the three.
  static func groups<Item>(_ items: [Item], labels: (Item) -> Labels) -> [[Item]] {
    // Most runs of a study have the same labels.
    var members: [Labels: [Item]] = [:]
    var order: [Labels] = []
    for item in items {
      let own = labels(item)
      if members[own] == nil { order.append(own) }
      members[own, default: []].append(item)
    }
    let whole = chains(order).filter { chain in
      chain.indices.allSatisfy { place in
        chain[..<place].allSatisfy { areNested($0, chain[place]) || overlap($0, chain[place]) }
      }
    }
    let together = Set(whole.joined())
    var groups: [[Labels]] = []
    for all in whole + order.filter({ !together.contains($0) }).map({ [$0] }) {
      if let index = groups.firstIndex(where: { $0.allSatisfy { one in all.allSatisfy { areNested(one, $0) } } }) {
        groups[index] += all
      } else {
        groups.append(all)
      }
    }
    return groups.map { $0.flatMap { members[$0] ?? [] } }
  }

  /// Whether one has all labels of the other at every size that both have.
  private static func areNested(_ one: Labels, _ other: Labels) -> Bool {
    one.allSatisfy { size, labels in
      other[size].map { labels.isSubset(of: $0) || $0.isSubset(of: labels) } ?? true
    }
  }

  /// Whether they have sizes in common, and at each of them most labels of the one with fewer.
  private static func overlap(_ one: Labels, _ other: Labels) -> Bool {
    let shared = one.compactMap { size, labels in other[size].map { (labels, $0) } }
    return !shared.isEmpty && shared.allSatisfy { 2 * $0.intersection($1).count > min($0.count, $1.count) }
  }

  /// The labels in chains, in each of which one leads to every other by labels that are nested.
  private static func chains(_ all: [Labels]) -> [[Labels]] {
    var chains: [[Labels]] = []
    for labels in all {
      let linked = chains.indices.filter { chains[$0].contains { areNested($0, labels) && overlap($0, labels) } }
      guard let first = linked.first else {
        chains.append([labels])
        continue
      }
      chains[first] = linked.flatMap { chains[$0] } + [labels]
      for place in linked.dropFirst().reversed() { chains.remove(at: place) }
    }
    return chains
  }
}
