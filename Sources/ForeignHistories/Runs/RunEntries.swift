import Datasets
import NeuralNetwork

/// What was measured at one epoch of a run, put together from its rows.
struct Entry {
  /// The epoch, or step, as the file has it; nil for a run without epochs.
  var time: Double?
  /// By place of the slot; NaN where nothing was measured, or not a finite number.
  var values: [Double]
  /// Places of slots whose value is not finite.
  var notFinite: Set<Int> = []
  /// The rows of the values that are not finite.
  private var notFiniteOrigins: [Int: RowReference] = [:]
  var updates: Int?
  var seconds: Double?
  /// The first row that it is made of.
  var origin: RowReference

  init(_ origin: RowReference, slots: Int) {
    self.origin = origin
    time = origin.time
    values = Array(repeating: .nan, count: slots)
  }

  /// Whether there is something at the place of a slot, a number or not.
  func has(_ place: Int) -> Bool { !values[place].isNaN || notFinite.contains(place) }

  /// The row that the value at the place of a slot is of, if it is not finite; otherwise the first row.
  func origin(of place: Int) -> RowReference { notFiniteOrigins[place] ?? origin }

  mutating func setNotFinite(_ place: Int, at origin: RowReference) {
    notFinite.insert(place)
    notFiniteOrigins[place] = origin
  }

  var isEmpty: Bool { notFinite.isEmpty && values.allSatisfy(\.isNaN) }
}

/// Puts the rows of runs together to entries, one for each epoch.
struct EntryMaker {
  let all: RunTables
  let cells: MeasuredCells
  var remarks = Remarks()
  /// Whether some epoch is made of several rows with different columns.
  var joinsRows = false
  /// Whether of several rows of an epoch the last was taken, as they are of different steps.
  var takesLastStep = false

  init(_ all: RunTables, _ cells: MeasuredCells) {
    self.all = all
    self.cells = cells
  }

  /// The entries of a run in the order of their times; the rows of each in the order of their steps.
  mutating func entries(_ rows: [RowReference], named name: () -> String) throws -> [Entry] {
    let sorted = rows.enumerated().map { place, reference in
      (reference: reference, step: all.step(reference.row, reference.table), place: place)
    }.sorted {
      ($0.reference.time ?? 0, $0.step ?? 0, $0.place) < ($1.reference.time ?? 0, $1.step ?? 0, $1.place)
    }
    var entries: [Entry] = []
    var steps: [Int: SlotOrigin] = [:]
    var stepsOfRun = StepsOfRun()
    for (reference, step, place) in sorted {
      let row = try Entry(reference, all, cells)
      // A row that logs something else.
      if row.isEmpty, step != nil { continue }
      stepsOfRun.add(row, step, place: place)
      guard let last = entries.last, last.time == row.time else {
        entries.append(row)
        steps = Self.origins(of: row, step)
        continue
      }
      entries[entries.count - 1] = try joined(last, row, step, &steps, name)
    }
    try refuseSeveralRuns(stepsOfRun, name)
    return entries
  }

  /// The step and the table that the value of a slot is of.
  private typealias SlotOrigin = (step: Double, table: Int)

  private static func origins(of entry: Entry, _ step: Double?) -> [Int: SlotOrigin] {
    guard let step else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: entry.values.indices.filter { entry.has($0) }.map {
        ($0, (step: step, table: entry.origin.table))
      })
  }

  /// One entry of two rows of the same epoch.
  private mutating func joined(
    _ first: Entry, _ second: Entry, _ step: Double?, _ steps: inout [Int: SlotOrigin], _ name: () -> String
  ) throws -> Entry {
    var entry = first
    var (isNew, isEqual, differs) = (false, false, false)
    for slot in second.values.indices where second.has(slot) {
      let isBad = second.notFinite.contains(slot)
      if !first.has(slot) {
        isNew = true
      } else if first.notFinite.contains(slot) == isBad, isBad || first.values[slot] == second.values[slot] {
        isEqual = true
      } else if let step, let earlier = steps[slot], earlier.step != step, earlier.table == second.origin.table {
        takesLastStep = true
      } else {
        differs = true
      }
      entry.values[slot] = second.values[slot]
      if isBad { entry.setNotFinite(slot, at: second.origin) } else { entry.notFinite.remove(slot) }
      if let step { steps[slot] = (step: step, table: second.origin.table) }
    }
    if differs { throw conflict(first.origin, second.origin, name()) }
    if isEqual, !isNew, step == nil {
      remarks.add(
        "duplicates",
        "\(place(second.origin)): the same as \(otherPlace(first.origin, second.origin))"
          + (all.oneLabel(first.origin, second.origin).map { " (\($0))" } ?? "") + "; one is kept",
        alike: first.origin.table == second.origin.table ? nil : "\(first.origin.table) \(second.origin.table)",
        noun: "row")
    }
    if isNew { joinsRows = true }
    entry.updates = second.updates ?? first.updates
    entry.seconds = second.seconds ?? first.seconds
    return entry
  }

  func place(_ reference: RowReference) -> String { all.tables[reference.table].place(reference.row) }

  func otherPlace(_ first: RowReference, _ second: RowReference) -> String {
    first.table == second.table ? "line \(all.tables[first.table].lines[first.row])" : place(first)
  }

  /// How to tell apart the runs of two rows, or what else to do about them.
  func wayOut(_ first: RowReference, _ second: RowReference) -> String {
    let table = all.tables[second.table]
    let roles = all.roles[second.table]
    if let oneLabel = all.oneLabel(first, second) {
      return "\(oneLabel): give one of them another label, or leave one out"
    } else if first.table == second.table,
      let column = (roles.others + roles.passedOver.map(\.column)).first(where: {
        !table.columns[$0].isEmpty && table[first.row, $0] != table[second.row, $0]
      })
    {
      // What a pattern says may be said better by a column.
      let field = ColumnName(table.columns[column]).field?.field
      let name = field.flatMap { field in Field.named.first { $0.field == field }?.name }
      let text = table.columns[column]
      let isSetting = name == nil && field == nil && roles.others.contains(column)
      return "if \(inQuotes(text)) tells runs apart, add --map \(name ?? Field.replicate.name)=\(text)"
        + (isSetting ? ", or --map \(ColumnName(text).text)=\(text) if it is a setting" : "")
    } else if all.tables[first.table].file != table.file {
      guard table.named.isEmpty else {
        return
          "if these are runs of their own, their names have to tell them apart (a pattern with {run}, say); or leave one "
          + "of the files out"
      }
      return "if the names of the files tell runs apart, add --pattern '{model}-n{size}-seed{replicate}.csv'"
    } else {
      return "if they are of different runs, a column has to say so (--map replicate=COLUMN); or leave one of them out"
    }
  }

  /// Two rows of one run and epoch that say different things.
  private func conflict(_ first: RowReference, _ second: RowReference, _ name: String) -> any Error {
    failure(
      "\(place(second)): of the same run\(second.time == nil ? "" : " and \(all.unit)") as \(otherPlace(first, second)) "
        + "(\(name)\(second.time.map { ", \(all.unit) \(shown($0))" } ?? "")), with other values; \(wayOut(first, second))"
    )
  }
}

/// A time as files write it.
func shown(_ time: Double) -> String { Int(exactly: time).map(String.init) ?? "\(time)" }

extension Entry {
  /// What one row has.
  init(_ reference: RowReference, _ all: RunTables, _ cells: MeasuredCells) throws {
    self.init(reference, slots: cells.slots.count)
    let (table, roles) = (all.tables[reference.table], all.roles[reference.table])
    for cell in try cells.cells(reference.row, reference.table) {
      switch Number(table[reference.row, cell.column]) {
      case .finite(let number):
        values[cells.place(cell.slot)] = try cells.value(number, of: cell, reference.table, reference.row)
      case .notFinite: setNotFinite(cells.place(cell.slot), at: reference)
      case .missing, .text: break
      }
    }
    for field in [Field.updates, .seconds] {
      guard let column = roles[field] else { continue }
      switch Number(table[reference.row, column]) {
      case .missing, .notFinite: continue
      case .finite(let number) where number >= 0 && number < 1e12:
        if field == .seconds { seconds = number } else { updates = Int(number) }
      default:
        throw failure(
          "\(table.place(reference.row)): column \(inQuotes(table.columns[column])) has "
            + "\(inQuotes(table.string(reference.row, column))), expected a number from 0 to 10¹²")
      }
    }
  }
}
