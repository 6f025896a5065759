/// What was odd in files, by kind; of a kind with many, the first are kept and the others counted.
struct Remarks {
  private var kinds: [String: Int] = [:]
  private var shown: [(kind: String, text: String)] = []

  /// Adds a remark; `kind` completes "and 3 more …".
  mutating func add(_ kind: String, _ text: String) {
    kinds[kind, default: 0] += 1
    if kinds[kind, default: 0] <= ImportLimits.remarksOfAKind { shown.append((kind, text)) }
  }

  /// The remarks in the order of their kinds, each kind with the count of those that are left out.
  var texts: [String] {
    var order: [String] = []
    for remark in shown where !order.contains(remark.kind) { order.append(remark.kind) }
    return order.flatMap { kind in
      let left = kinds[kind, default: 0] - ImportLimits.remarksOfAKind
      return shown.filter { $0.kind == kind }.map(\.text) + (left > 0 ? ["and \(left) more \(kind)"] : [])
    }
  }
}
