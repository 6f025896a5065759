/// Finds rows that cannot be of one run: they measure the same at the same time, and differ in a value. Rows of training and of
/// evaluation, say, measure nothing in common, so that they may differ and be of one run.
struct RowClashes<Key: Hashable> {
  private struct Moment: Hashable {
    var key: Key
    var time: Double
  }

  /// What rows with one value measure, a bit for each column or quantity.
  private struct Rows {
    var value: Int
    var measured: UInt64
  }

  private var first: [Moment: Rows] = [:]
  /// Rows of the same moments with other values.
  private var others: [Moment: [Rows]] = [:]

  /// Adds a row; true if it clashes with one of the same key.
  mutating func add(_ key: Key, time: Double, value: Int, measured: UInt64) -> Bool {
    let moment = Moment(key: key, time: time.isNaN ? -1 : time)
    guard let known = first[moment] else {
      first[moment] = Rows(value: value, measured: measured)
      return false
    }
    let all = [known] + others[moment, default: []]
    if all.contains(where: { $0.value != value && $0.measured & measured != 0 }) { return true }
    if known.value == value {
      first[moment]?.measured |= measured
    } else {
      others[moment, default: []].append(Rows(value: value, measured: measured))
    }
    return false
  }
}
