/// What was odd in files, by kind; of a kind with many, the first are kept and the others counted.
struct Remarks {
  /// Remarks that are the same but for their place.
  private struct Group {
    var kind: String
    var texts: [String]
    var noun: String
    var count = 1
  }

  private var groups: [Group] = []
  /// Where groups of remarks that may be alike stand.
  private var places: [[String]: Int] = [:]
  /// How many remarks of a kind are in no group.
  private var left: [String: Int] = [:]

  /// Adds a remark; `kind` completes "and 3 more …", and `core` is what the remark has in common with others,
  /// which are of several of what `noun` names.
  mutating func add(_ kind: String, _ text: String, alike core: String? = nil, noun: String = "run") {
    if let core, let place = places[[kind, core]] {
      groups[place].count += 1
      if groups[place].texts.count < ImportLimits.remarksAlike { groups[place].texts.append(text) }
    } else if groups.count(where: { $0.kind == kind }) < ImportLimits.remarksOfAKind {
      if let core { places[[kind, core]] = groups.count }
      groups.append(Group(kind: kind, texts: [text], noun: noun))
    } else {
      left[kind, default: 0] += 1
    }
  }

  /// The remarks in the order of their kinds, each kind with the count of those that are left out. Of many that are alike, one
  /// stands for all.
  var texts: [String] {
    var order: [String] = []
    for group in groups where !order.contains(group.kind) { order.append(group.kind) }
    return order.flatMap { kind in
      let lines = groups.filter { $0.kind == kind }.flatMap { group in
        group.count > group.texts.count
          ? [
            (
              text: group.texts[0] + ", and so in \(counted(group.count - 1, "other \(group.noun)"))",
              count: group.count
            )
          ]
          : group.texts.map { (text: $0, count: 1) }
      }
      let left =
        left[kind, default: 0] + lines.dropFirst(ImportLimits.remarksOfAKind).reduce(0) { $0 + $1.count }
      return lines.prefix(ImportLimits.remarksOfAKind).map(\.text) + (left > 0 ? ["and \(left) more \(kind)"] : [])
    }
  }
}
