import Datasets

/// The steps at which the rows of a run were written, as far as they tell whether it is one run.
struct StepsOfRun {
  /// A value of a slot, where and when it was measured.
  struct Moment {
    var time: Double
    var step: Double
    var origin: RowReference
  }

  /// The last moment of each slot, in the order of times and then of steps.
  private var last: [Int: Moment] = [:]
  /// The slots that an epoch has at several steps.
  private var repeated: Set<Int> = []
  /// Two moments that one run does not have: an earlier epoch at a later step. One for each slot.
  private var clashes: [Int: (earlier: Moment, later: Moment)] = [:]
  /// All rows with values, by their places among the rows of the run.
  private var rows: [(place: Int, moment: Moment)] = []

  /// Adds a row with values, after all with earlier times and, of its own time, with earlier steps.
  mutating func add(_ entry: Entry, _ step: Double?, place: Int) {
    guard let step, let time = entry.time else { return }
    let moment = Moment(time: time, step: step, origin: entry.origin)
    rows.append((place, moment))
    for slot in entry.values.indices where entry.has(slot) {
      if let last = last[slot] {
        if last.time == time {
          if last.step != step { repeated.insert(slot) }
        } else if last.step >= step, clashes[slot] == nil {
          clashes[slot] = (last, moment)
        }
      }
      last[slot] = moment
    }
  }

  /// Two moments of different runs; nil if all may be of one.
  var ofTwoRuns: (earlier: Moment, later: Moment)? {
    guard let slot = repeated.sorted().first(where: { clashes[$0] != nil }) ?? repeated.min() else { return nil }
    return clashes[slot] ?? beginsAgain
  }

  /// The end of a run and the beginning of the next, where a file has one after the other: each counts epochs up from the
  /// first one, with one row or more at one step of each.
  private var beginsAgain: (earlier: Moment, later: Moment)? {
    let rows = rows.sorted { $0.place < $1.place }.map(\.moment)
    guard let first = rows.map(\.time).min() else { return nil }
    var (found, isLong) = (nil as (Moment, Moment)?, false)
    for (row, next) in zip(rows, rows.dropFirst()) {
      if next.time > row.time, next.step > row.step {
        isLong = true
      } else if next.time == first, row.time > first, isLong {
        found = found ?? (row, next)
        isLong = false
      } else if next.time != row.time || next.step != row.step {
        return nil
      }
    }
    return rows.first?.time == first && isLong ? found : nil
  }
}

extension EntryMaker {
  /// Refuses rows of several runs that nothing tells apart, which steps do.
  func refuseSeveralRuns(_ steps: StepsOfRun, _ name: () -> String) throws {
    guard let (one, other) = steps.ofTwoRuns else { return }
    let isLater = (one.origin.table, one.origin.row) > (other.origin.table, other.origin.row)
    let (first, second) = isLater ? (other, one) : (one, other)
    throw failure(
      "\(place(second.origin)): epoch \(shown(second.time)) at step \(shown(second.step)) is not of the same run as epoch "
        + "\(shown(first.time)) at step \(shown(first.step)) (\(otherPlace(first.origin, second.origin)); \(name())); "
        + wayOut(first.origin, second.origin))
  }
}
