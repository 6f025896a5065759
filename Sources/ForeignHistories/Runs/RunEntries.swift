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

  /// The entries of a run in the order of their times.
  mutating func entries(_ rows: [RowReference], named name: () -> String) throws -> [Entry] {
    let sorted = rows.enumerated().sorted { ($0.element.time ?? 0, $0.offset) < ($1.element.time ?? 0, $1.offset) }
    var entries: [Entry] = []
    var steps: [Int: Double] = [:]
    for (_, reference) in sorted {
      let row = try Entry(reference, all, cells)
      let step = all.step(reference.row, reference.table)
      // A row that logs something else.
      if row.isEmpty, step != nil { continue }
      guard let last = entries.last, last.time == row.time else {
        entries.append(row)
        steps = Self.steps(of: row, step)
        continue
      }
      entries[entries.count - 1] = try joined(last, row, step, &steps, name)
    }
    return entries
  }

  private static func steps(of entry: Entry, _ step: Double?) -> [Int: Double] {
    guard let step else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: entry.values.indices.filter { entry.has($0) }.map { ($0, step) })
  }

  /// One entry of two rows of the same epoch.
  private mutating func joined(
    _ first: Entry, _ second: Entry, _ step: Double?, _ steps: inout [Int: Double], _ name: () -> String
  ) throws -> Entry {
    var entry = first
    var (isNew, isEqual, differs) = (false, false, false)
    for slot in second.values.indices where second.has(slot) {
      let isBad = second.notFinite.contains(slot)
      if !first.has(slot) {
        isNew = true
      } else if first.notFinite.contains(slot) == isBad, isBad || first.values[slot] == second.values[slot] {
        isEqual = true
      } else if let step, let earlier = steps[slot], earlier != step {
        takesLastStep = true
      } else {
        differs = true
      }
      entry.values[slot] = second.values[slot]
      if isBad { entry.notFinite.insert(slot) } else { entry.notFinite.remove(slot) }
      if let step { steps[slot] = step }
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

  private func otherPlace(_ first: RowReference, _ second: RowReference) -> String {
    first.table == second.table ? "line \(all.tables[first.table].lines[first.row])" : place(first)
  }

  /// Two rows of one run and epoch that say different things.
  private func conflict(_ first: RowReference, _ second: RowReference, _ name: String) -> any Error {
    let table = all.tables[second.table]
    let roles = all.roles[second.table]
    var wayOut = "leave one of them out"
    if let oneLabel = all.oneLabel(first, second) {
      wayOut = "\(oneLabel): give one of them another label, or leave one out"
    } else if first.table == second.table,
      let column = (roles.others + roles.passedOver.map(\.column)).first(where: {
        !table.columns[$0].isEmpty && table[first.row, $0] != table[second.row, $0]
      })
    {
      // What a pattern says may be said better by a column.
      let field = ColumnName(table.columns[column]).field?.field
      let name = field.flatMap { field in Field.named.first { $0.field == field }?.name } ?? Field.replicate.name
      wayOut = "if \(inQuotes(table.columns[column])) tells runs apart, add --map \(name)=\(table.columns[column])"
    } else if all.tables[first.table].file != table.file {
      wayOut = "if the names of the files tell runs apart, add --pattern '{model}-n{size}-seed{replicate}.csv'"
    } else {
      wayOut = "if they are of different runs, a column has to say so (--map replicate=COLUMN); or " + wayOut
    }
    return failure(
      "\(place(second)): of the same run\(second.time == nil ? "" : " and epoch") as \(otherPlace(first, second)) "
        + "(\(name)\(second.time.map { ", epoch \(shown($0))" } ?? "")), with other values; \(wayOut)")
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
      case .notFinite: notFinite.insert(cells.place(cell.slot))
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
