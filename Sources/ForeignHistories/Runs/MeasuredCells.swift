import Datasets
import NeuralNetwork

/// Where the values of each row stand, and how they are turned into fractions and metrics.
struct MeasuredCells {
  /// A place in a record: a part of the data, and the loss or a metric.
  struct Slot: Hashable {
    var part: Part
    /// Nil for the loss.
    var metric: Metric?

    /// The number of slots.
    static let count = Part.allCases.count * (Metric.all.count + 1)
    private static let places = Dictionary(uniqueKeysWithValues: zip(Metric.all, 1...))

    /// The number of the slot.
    var index: Int { part.rawValue * (Metric.all.count + 1) + (metric.flatMap { Self.places[$0] } ?? 0) }

    init(_ part: Part, _ metric: Metric?) { (self.part, self.metric) = (part, metric) }

    /// The slot with a number.
    init(index: Int) {
      part = Part(rawValue: index / (Metric.all.count + 1)) ?? .test
      let place = index % (Metric.all.count + 1)
      metric = place == 0 ? nil : Metric.all[place - 1]
    }

    var name: String { "\(part.name)_\(metric?.columnName ?? "loss")" }
  }

  /// A cell of a row with what it holds.
  struct Cell {
    var column: Int
    var part: Part
    var quantity: Quantity
    var slot: Slot { Slot(part, quantity.metric) }
    /// Whether its name says that it is a percentage.
    var isNamedPercent: Bool { quantity.isPercent && quantity.metric?.unit == .fraction }
  }

  private let all: RunTables
  /// For each table, the cells of any row; nil where rows have quantities or parts of their own.
  private var fixed: [[Cell]?] = []
  /// For each table with a column of quantities, what each text in it means.
  private var quantities: [[String: Measurement]] = []
  /// The metrics whose values are percentages, with the part, or without where that makes no difference.
  private var percentages: Set<Slot> = []
  /// The metrics whose names say that values are percentages, with the largest value; others may have the same metric.
  private var namedPercent: [Slot: (largest: Double, place: String)] = [:]
  private(set) var notes: [String] = []
  private(set) var remarks = Remarks()
  /// How many rows have a value of each slot.
  private var counts = [Int](repeating: 0, count: Slot.count)
  /// The slots that some row has something in.
  private(set) var slots: [Slot] = []
  /// The place of each slot among ``slots``.
  private var places = [Int](repeating: 0, count: Slot.count)

  init(_ all: RunTables) throws {
    self.all = all
    for index in all.tables.indices {
      let roles = all.roles[index]
      quantities.append(try namedQuantities(index))
      let hasOwn = roles[.part] != nil || roles[.quantity] != nil
      fixed.append(hasOwn ? nil : try cells(of: 0, in: index))
    }
    try look()
  }

  /// The place among ``slots`` of one that is used.
  func place(_ slot: Slot) -> Int { places[slot.index] }

  /// The place of a slot among ``slots``; nil if no row has anything in it.
  func placeIfUsed(_ slot: Slot) -> Int? { slots.firstIndex(of: slot) }

  /// The cells of a row.
  func cells(_ row: Int, _ table: Int) throws -> [Cell] { try fixed[table] ?? cells(of: row, in: table) }

  private func cells(of row: Int, in index: Int) throws -> [Cell] {
    let (table, roles, constants) = (all.tables[index], all.roles[index], all.constants[index])
    let word = constants[.part] ?? roles[.part].map { table.string(row, $0) }
    let ownPart = word.flatMap { Part.words[$0.lowercased()] }
    func part(_ measurement: Measurement) throws -> Part {
      if let part = measurement.part ?? ownPart { return part }
      throw failure(
        "\(table.place(row)): "
          + (word.map { "\(inQuotes($0)) is none of train, validation, test" }
            ?? "nothing says of which part of the data \(inQuotes(measurement.quantity.name)) is; add a column split, or "
            + "--set split=test"))
    }
    if let value = roles[.value], roles[.quantity] != nil || constants[.quantity] != nil {
      let name = constants[.quantity] ?? roles[.quantity].map { table.string(row, $0) } ?? ""
      guard let measurement = quantities[index][name] else { return [] }
      return [Cell(column: value, part: try part(measurement), quantity: measurement.quantity)]
    }
    return try roles.measured.map {
      Cell(column: $0.column, part: try part($0.measurement), quantity: $0.measurement.quantity)
    }
  }

  /// What the texts of a column of quantities mean; of several for one thing, the one that says most.
  private mutating func namedQuantities(_ index: Int) throws -> [String: Measurement] {
    let (table, roles, constants) = (all.tables[index], all.roles[index], all.constants[index])
    guard roles[.value] != nil, roles[.quantity] != nil || constants[.quantity] != nil else { return [:] }
    var texts: [String] = []
    if let constant = constants[.quantity] {
      texts = [constant]
    } else if let column = roles[.quantity] {
      var seen = Set<String>()
      for row in 0..<table.rowCount {
        let text = table.string(row, column)
        if seen.insert(text).inserted { texts.append(text) }
        guard texts.count <= ImportLimits.mappedValues else {
          throw failure("\(table.file): column \(inQuotes(table.columns[column])) has more than 1000 quantities")
        }
      }
    }
    var best: [Measurement: (text: String, cost: (Int, Int, Int))] = [:]
    var found: [String: Measurement] = [:]
    for text in texts {
      guard let (measurement, rank) = ColumnName(text).measurement else {
        remarks.add("quantities", "\(table.file): the quantity \(inQuotes(text)) is passed over")
        continue
      }
      let cost = (rank, measurement.quantity.cost, ColumnName(text).isExactly(measurement) ? 0 : 1)
      if let other = best[measurement.slot] {
        let loser = other.cost <= cost ? text : other.text
        found[loser] = nil
        remarks.add(
          "quantities", "\(table.file): the quantity \(inQuotes(loser)) is passed over, as another is the same")
        if other.cost <= cost { continue }
      }
      best[measurement.slot] = (text, cost)
      found[text] = measurement
    }
    return found
  }

  // MARK: Values

  /// Looks at all values: which there are, whether they are numbers, and whether fractions are percentages.
  private mutating func look() throws {
    var largest = [Double](repeating: -.infinity, count: Slot.count)
    /// The largest value of each slot in each table.
    var largestOfTables = all.tables.map { _ in largest }
    var smallest = [Double](repeating: .infinity, count: Slot.count)
    /// How many values of each slot may be fractions, and the first of them and of those that may not, as places in files.
    var fractions = [(count: Int, first: String)](repeating: (0, ""), count: Slot.count)
    var firstPercentages = [String](repeating: "", count: Slot.count)
    var forms: [Int: Quantity] = [:]
    var isUsed = [Bool](repeating: false, count: Slot.count)
    for index in all.tables.indices {
      let table = all.tables[index]
      for row in 0..<table.rowCount {
        for cell in try cells(row, index) {
          let text = table[row, cell.column]
          switch Number(text) {
          case .missing: continue
          case .notFinite: isUsed[cell.slot.index] = true
          case .finite(let value):
            let slot = cell.slot.index
            isUsed[slot] = true
            if cell.isNamedPercent {
              if value > namedPercent[cell.slot]?.largest ?? -.infinity {
                namedPercent[cell.slot] = (value, table.place(row))
              }
              if forms[slot] == nil { forms[slot] = cell.quantity }
              continue
            }
            counts[slot] += 1
            largest[slot] = max(largest[slot], value)
            largestOfTables[index][slot] = max(largestOfTables[index][slot], value)
            smallest[slot] = min(smallest[slot], value)
            if 0 < value, value <= 1 {
              if fractions[slot].count == 0 { fractions[slot].first = "\(value) in \(table.place(row))" }
              fractions[slot].count += 1
            } else if value > Self.mostOfFraction, firstPercentages[slot].isEmpty {
              firstPercentages[slot] = "\(value) in \(table.place(row))"
            }
            if forms[slot]?.kind != .score { forms[slot] = cell.quantity }
          case .text:
            let hint =
              text.starts(with: "tensor(".utf8)
              ? "; write loss.item()" : text.last == UInt8(ascii: "%") ? "; leave out the percent sign" : ""
            throw failure(
              "\(table.place(row)): column \(inQuotes(table.columns[cell.column])) has "
                + "\(inQuotes(table.string(row, cell.column))), expected a number\(hint)")
          }
        }
      }
    }
    slots = isUsed.indices.filter { isUsed[$0] }.map(Slot.init(index:))
    for (place, slot) in slots.enumerated() { places[slot.index] = place }
    for metric in Metric.all where metric.unit == .fraction {
      let all = Part.allCases.map { Slot($0, metric) }
      let (slots, named) = (all.filter { counts[$0.index] > 0 }, all.filter { namedPercent[$0] != nil })
      // Errors may be small as percentages, too, so what one part says holds for the others.
      let together = slots.contains { forms[$0.index]?.form == .complement }
      let percent = slots.filter { largest[$0.index] > Self.mostOfFraction }
      for slot in together && !(percent + named).isEmpty ? slots : percent where largest[slot.index] <= 100.001 {
        percentages.insert(slot)
      }
      for slot in slots where percentages.contains(slot) && forms[slot.index]?.form == .same {
        guard Self.mostFractions * fractions[slot.index].count < counts[slot.index] else {
          throw failure(
            "\(slot.name) is \(fractions[slot.index].first) and \(firstPercentages[slot.index]), so that fractions and "
              + "percentages seem to be mixed; make them alike")
        }
        let isFraction = { (table: Int) in 0..<Self.mostOfFraction ~= largestOfTables[table][slot.index] }
        guard let table = self.all.tables.indices.first(where: isFraction) else { continue }
        throw failure(
          "\(self.all.tables[table].file): \(slot.name) goes up to \(largestOfTables[table][slot.index]), and to "
            + "\(largest[slot.index]) in other files, so that fractions and percentages are mixed; make them alike")
      }
      let names = all.filter { percentages.contains($0) || namedPercent[$0] != nil }.map(\.name)
      if !names.isEmpty { notes.append("Values of \(listed(names)) are percentages; they are divided by 100.") }
      for slot in named where forms[slot.index]?.form == .same {
        guard let (largest, place) = namedPercent[slot], largest <= 1 else { continue }
        remarks.add(
          "percentages",
          "\(place): \(slot.name) is at most \(largest), and its name says that it is in percent; if it has fractions, rename it"
        )
      }
    }
    for slot in (0..<Slot.count).map(Slot.init(index:)) where forms[slot.index]?.kind == .score {
      guard smallest[slot.index] >= 0, percentages.contains(slot) || largest[slot.index] <= 1 else {
        throw failure(
          "\(all.tables[0].file): the scores of \(slot.part.name) data are no accuracies (they go from "
            + "\(smallest[slot.index]) to \(largest[slot.index])); say what they are, as in \(scoreMaps("r2"))"
            + (largest[slot.index] <= 0 ? ", or \(scoreMaps("neg_mean_squared_error"))" : ""))
      }
      notes.append("The scores of \(slot.part.name) data are taken as accuracy, as all are from 0 to 1.")
    }
  }

  /// The options that say which metric the columns of scores hold, those of all parts together.
  private func scoreMaps(_ metric: String) -> String {
    var maps: [String] = []
    for (table, roles) in zip(all.tables, all.roles) {
      for item in roles.measured where item.measurement.quantity.kind == .score {
        let part = item.measurement.part.map { "\($0.name)_" } ?? ""
        let map = "--map \(part)\(metric)=\(table.columns[item.column])"
        if !maps.contains(map) { maps.append(map) }
      }
    }
    return maps.isEmpty ? "a column test_\(metric)" : maps.joined(separator: " ")
  }

  /// Fractions above it are percentages.
  private static let mostOfFraction = 1.5
  /// Where one in so many percentages, or more, is at most 1, some are taken for fractions.
  private static let mostFractions = 3

  /// Whether values are percentages that fractions may be among. Where the name says percent, small errors are no fractions.
  func mayBeMixed(_ cell: Cell) -> Bool {
    cell.isNamedPercent ? cell.quantity.form == .same : percentages.contains(cell.slot)
  }

  /// Whether any values are percentages.
  var hasPercentages: Bool { !percentages.isEmpty || !namedPercent.isEmpty }

  /// The value of a metric, or loss, that a finite number in a cell stands for.
  ///
  /// - Throws: if no such metric has it.
  func value(_ number: Double, of cell: Cell, _ table: Int, _ row: Int) throws -> Double {
    guard let metric = cell.quantity.metric else { return number }
    var value = cell.quantity.metricValue(
      number, text: all.tables[table][row, cell.column],
      isPercentage: cell.isNamedPercent || percentages.contains(cell.slot))
    // Rounded in single precision.
    if let best = metric.best, abs(value - best) < 1e-5, metric.isBetter(value, than: best) { value = best }
    if let worst = metric.worst, abs(value - worst) < 1e-5, metric.isBetter(worst, than: value) { value = worst }
    guard value.isFinite, metric.isPossible(value) else {
      let table = all.tables[table]
      throw failure(
        "\(table.place(row)): column \(inQuotes(table.columns[cell.column])) has \(number), which no \(metric.words) can be"
          + (cell.quantity.form == .same ? "" : " (\(cell.quantity.conversion ?? ""))"))
    }
    return value
  }
}
