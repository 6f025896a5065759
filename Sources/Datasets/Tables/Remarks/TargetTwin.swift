/// Whether a column tells the target by itself.
enum TargetTwin {
  /// The squared correlation from which on one quantity is the other but for its unit, or ranks are the same.
  private static let same = 0.9999
  /// The most samples of a first look at ranks, and the squared correlation that it takes to look at all.
  private static let (first, sameAtFirst) = (1000, 0.99)

  /// Whether a column of numbers is the quantity but for its unit, or for a function that only rises or only falls.
  static func tells(_ quantity: [Double], _ column: [Double]) -> Bool {
    guard column.count >= TableRemarks.fewestSamples, !column.contains(where: \.isNaN) else { return false }
    if correlation(column, quantity) > same { return true }
    let step = max(1, column.count / first)
    let some = stride(from: 0, to: column.count, by: step).map { $0 }
    guard correlation(some.map { column[$0] }.ranks, some.map { quantity[$0] }.ranks) > sameAtFirst else {
      return false
    }
    return correlation(column.ranks, quantity.ranks) > same
  }

  /// The square of the correlation; 0 if one is constant.
  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    guard one.contains(where: { $0 != one[0] }), other.contains(where: { $0 != other[0] }) else { return 0 }
    let (a, b) = (QuantityScaler(fittedTo: one), QuantityScaler(fittedTo: other))
    let correlation = zip(one, other).reduce(0) { $0 + a.scaled($1.0) * b.scaled($1.1) } / Double(one.count)
    return correlation * correlation
  }

  /// Whether the samples in the order of the column have each of `count` classes in one piece, with no value in two of them.
  static func tells(_ classes: [Int32], count: Int, _ column: some Collection<Double>, areTexts: Bool = false) -> Bool {
    guard column.count >= TableRemarks.fewestSamples else { return false }
    var classOfValue: [Double: Int32] = [:]
    for (value, label) in zip(column, classes) {
      guard !value.isNaN, classOfValue[value, default: label] == label else { return false }
      classOfValue[value] = label
    }
    if areTexts { return 2 * classOfValue.count <= column.count }
    let order = classOfValue.sorted { $0.key < $1.key }
    return zip(order, order.dropFirst()).count { $0.value != $1.value } == count - 1
  }
}

extension [Double] {
  /// The place of each number among all in ascending order, from 0; that of equal ones is the mean of theirs.
  var ranks: [Double] {
    let order = indices.sorted { self[$0] < self[$1] }
    var ranks = self
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, self[order[end]] == self[order[start]] { end += 1 }
      for place in order[start..<end] { ranks[place] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
