import Datasets

/// The tables of an import with what their columns hold, and what users and names of files say besides.
struct RunTables {
  var tables: [ForeignTable]
  private(set) var roles: [ColumnRoles] = []
  /// What each table has for all of its rows, by field.
  private(set) var constants: [[Field: String]] = []
  private(set) var notes: [String] = []
  var remarks = Remarks()
  private let request: ImportRequest

  init(_ tables: [ForeignTable], _ request: ImportRequest) throws {
    self.tables = tables
    self.request = request
    try Self.checkFields(request)
    for column in request.columns.values.sorted() + request.ignored
    where !tables.contains(where: { $0.columns.contains(column) }) {
      let columns = tables.first?.columns ?? []
      let nearest = Suggestion.nearest(to: column, among: columns).map { "; did you mean \(inQuotes($0))?" } ?? ""
      throw failure(
        "\(tables.first?.file ?? ""): there is no column \(inQuotes(column)) \(request.ignored.contains(column) ? "to ignore" : "to map")\(nearest) (columns: "
          + listed(columns.map { String($0.prefix(40)) }) + ")")
    }
    for table in tables {
      var own: [Field: String] = [:]
      for (name, value) in request.constants { own[Field(named: name)] = value }
      for (field, values) in Dictionary(grouping: table.named.sorted { $0.key < $1.key }, by: { Field(named: $0.key) })
      {
        own[field] = values.map(\.value).joined(separator: "/")
      }
      // A column that is mapped says more than either.
      let mapped = request.columns.filter { table.columns.contains($0.value) }.map { Field(named: $0.key) }
      for field in mapped { own[field] = nil }
      constants.append(own)
      roles.append(try ColumnRoles(table, request, given: Set(own.keys)))
    }
    try takeModels()
    try resolveParts()
    noteColumns()
    dropRowsOfOthers()
  }

  /// The name of the model of a row: what a column says, the layers if these are all that is said, or else the file.
  func model(_ row: Int, _ index: Int) -> String {
    let (table, roles, constants) = (tables[index], roles[index], constants[index])
    if let name = constants[.model] ?? roles[.model].map({ table.string(row, $0) }) { return name }
    guard namesLayers(index) else { return Self.stem(table.file) }
    // `64-64` for `[64, 64]`.
    return (constants[.hidden] ?? roles.layers(table, row) ?? "").split { !$0.isNumber }.joined(separator: "-")
  }

  /// What times are: epochs, or steps where no table has epochs.
  var unit: String {
    roles.allSatisfy { $0[.epoch] == nil } && roles.contains { $0.time != nil } ? "step" : "epoch"
  }

  /// Whether models are called after their layers.
  func namesLayers(_ index: Int) -> Bool { isUnnamed(index) && roles[index][.hidden] != nil }

  /// What a user has mapped that is nearly called `size`.
  var misspeltSize: String? {
    request.columns.keys.sorted().first { Suggestion.distance(ColumnName($0).text, Field.size.name) == 1 }
  }

  /// Whether nothing names the models of a table.
  func isUnnamed(_ index: Int) -> Bool { constants[index][.model] == nil && roles[index][.model] == nil }

  /// The name of a file without its folder and endings.
  private static func stem(_ path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".gz", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name
  }

  /// Takes out the rows of models that are not asked for, before anything is made of them.
  private mutating func takeModels() throws {
    guard !request.models.isEmpty else { return }
    var names = Interned()
    let numbers = tables.indices.map { index in (0..<tables[index].rowCount).map { names.number(model($0, index)) } }
    for model in request.models where !names.texts.contains(model.name) {
      let nearest =
        Suggestion.nearest(to: model.name, among: names.texts).map { "; did you mean \(inQuotes($0))?" } ?? ""
      throw failure(
        "\(tables[0].file): there is no model \(inQuotes(model.name))\(nearest) (models: "
          + listed(names.texts.map { String($0.prefix(40)) }) + ")"
          + (names.texts.contains { $0.contains(",") } ? "; a name with commas goes in double quotes" : ""))
    }
    let kept = Set(request.models.map(\.name))
    let others = names.texts.filter { !kept.contains($0) }
    guard !others.isEmpty else { return }
    notes.append("Left out: \(counted(others.count, "model")) (\(listed(others))).")
    for index in tables.indices.reversed() {
      let rows = numbers[index].indices.filter { !kept.contains(names.texts[numbers[index][$0]]) }
      if rows.count < numbers[index].count {
        if !rows.isEmpty { tables[index] = tables[index].removing(Set(rows)) }
      } else {
        tables.remove(at: index)
        roles.remove(at: index)
        constants.remove(at: index)
      }
    }
  }

  /// Passes over rows that have no epoch and nothing that is measured, as Lightning writes them for learning rates.
  private mutating func dropRowsOfOthers() {
    var (count, first) = (0, nil as String?)
    for (index, roles) in roles.enumerated() where constants[index][.epoch] == nil {
      guard let time = roles.time else { continue }
      let table = tables[index]
      let dropped = (0..<table.rowCount).filter {
        Number(table[$0, time]) == .missing && !roles.hasValues(table, $0)
      }
      guard let place = dropped.first else { continue }
      first = first ?? table.place(place)
      count += dropped.count
      tables[index] = table.removing(Set(dropped))
    }
    if let first {
      remarks.add(
        "rows",
        "\(first): no epoch, and nothing that is measured, "
          + (count == 1
            ? "so that this row is passed over"
            : "here and in \(counted(count - 1, "more row")), which are passed over"))
    }
  }

  private static let settable = ["model", "size", "replicate", "hidden_layers", "parameters", "split", "quantity"]

  /// Refuses fields that a user names and nothing is called so.
  private static func checkFields(_ request: ImportRequest) throws {
    let names = Field.named.map(\.name)
    for name in request.columns.keys.sorted() {
      guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.\-]{0,63}/) != nil else {
        throw failure("map: \(inQuotes(name)) is no name of a field; fields are \(names.joined(separator: ", ")), …")
      }
      guard case .setting = Field(named: name) else { continue }
      if ColumnName(name).isOtherMetric {
        throw failure(
          "map: there is no metric for \(inQuotes(name)); metrics are \(Quantity.metricNames)")
      }
      if let meant = Field.misspelt(name) {
        throw failure(
          "map: there is no field \(inQuotes(name)); did you mean \(meant)? If it is a setting, give it another name")
      }
    }
    for name in request.constants.keys.sorted() {
      switch Field(named: name) {
      case .model, .size, .replicate, .hidden, .parameters, .part, .quantity: continue
      default:
        let nearest = Suggestion.nearest(to: name, among: Self.settable).map { "; did you mean \($0)?" } ?? ""
        throw failure(
          "set: \(inQuotes(name)) is nothing that can be set\(nearest) (\(Self.settable.joined(separator: ", ")))")
      }
    }
    var fields: [Field: String] = [:]
    for name in request.columns.keys.sorted() {
      var field = Field(named: name)
      if case .measured(let measurement) = field { field = .measured(measurement.slot) }
      if let other = fields.updateValue(name, forKey: field) {
        throw failure("map: \(other) and \(name) are the same field; choose one of them")
      }
    }
    for name in request.constants.keys.sorted() {
      if let other = fields[Field(named: name)] {
        throw failure(
          "set and map: both say what \(name) is (\(inQuotes(request.constants[name] ?? "")), and the column "
            + "\(inQuotes(request.columns[other] ?? ""))); choose one of them")
      }
    }
    var seen: [String: String] = [:]
    for (name, column) in request.columns.sorted(by: { $0.key < $1.key }) {
      if let other = seen.updateValue(name, forKey: column) {
        throw failure("map: the column \(inQuotes(column)) is to be \(other) and \(name); choose one of them")
      }
    }
    for column in request.ignored {
      if let name = seen[column] {
        throw failure("ignore: the column \(inQuotes(column)) is mapped to \(name), too; choose one of them")
      }
    }
  }

  /// What a measurement without a part is of: of what Keras calls `loss` beside `val_loss` training data.
  private mutating func resolveParts() throws {
    let all = roles.flatMap { $0.measured.map(\.measurement) }
    let (roles, constants) = (roles, constants)
    let isSplit = { (index: Int) in
      roles[index][.part] != nil || constants[index][.part] != nil || roles[index][.quantity] != nil
        || constants[index][.quantity] != nil
    }
    let bare = roles.indices.filter { index in
      !isSplit(index) && roles[index].measured.contains { $0.measurement.part == nil }
    }
    guard let first = bare.first else { return }
    let names = roles[first].measured.filter { $0.measurement.part == nil }.map { tables[first].columns[$0.column] }
    let part: Part
    if all.contains(where: { $0.part == .test || $0.part == .validation }) {
      part = .train
    } else if bare.allSatisfy({ index in roles[index].time == nil || roles[index].hasTrainingForAll }) {
      part = .test
    } else {
      throw failure(
        "\(tables[first].file): no column says that it is of test or validation data; if \(inQuotes(names[0])) is, add "
          + "--map test_\(ColumnName(names[0]).text)=\(names[0])")
    }
    for index in bare { self.roles[index].assignPart(part, in: tables[index]) }
    notes.append("\(listed(names.map(inQuotes))) \(names.count == 1 ? "is" : "are") of \(part.name) data.")
  }

  /// What each row of a table has values of, a bit for each column or quantity; more than there are bits share them.
  func measured(_ index: Int, _ names: inout Interned) -> [UInt64] {
    let (table, roles, constants) = (tables[index], roles[index], constants[index])
    let columns = roles[.value].map { [$0] } ?? roles.measured.map(\.column)
    let fields = [Field.part, .quantity]
    func bits(_ words: [String]) -> [UInt64] {
      columns.map { 1 << (names.number(([table.columns[$0]] + words).joined(separator: " ")) % UInt64.bitWidth) }
    }
    let hasOwn = fields.contains { constants[$0] == nil && roles[$0] != nil }
    let common = hasOwn ? [] : bits(fields.compactMap { constants[$0] })
    return (0..<table.rowCount).map { row in
      let own =
        hasOwn
        ? bits(fields.compactMap { field in constants[field] ?? roles[field].map { table.string(row, $0) } }) : common
      return zip(columns, own).reduce(0) { Number(table[row, $1.0]) == .missing ? $0 : $0 | $1.1 }
    }
  }

  /// The step of a row, in a table with epochs and steps.
  func step(_ row: Int, _ index: Int) -> Double? {
    guard roles[index][.epoch] != nil, let column = roles[index][.step] else { return nil }
    return Number(tables[index][row, column]).value
  }

  /// Says what columns are whose names do not.
  private mutating func noteColumns() {
    var said: Set<String> = []
    func say(_ note: String) { if said.insert(note).inserted { notes.append(note) } }
    for (table, roles) in zip(tables, roles) {
      for (name, field) in roles.renamed {
        say("\(name.isEmpty ? "The column without a name" : "Column \(inQuotes(name))") is \(field).")
      }
      for item in roles.measured {
        let name = table.columns[item.column]
        let field = Field.measured(item.measurement).name
        let part = item.measurement.part == nil ? " of the part that its row names" : ""
        let conversion = item.measurement.quantity.conversion.map { "; \($0)" } ?? ""
        if name != field || !conversion.isEmpty { say("Column \(inQuotes(name)) is \(field)\(part)\(conversion).") }
      }
      for (column, reason) in roles.leftOut {
        let name = table.columns[column]
        // Other files may have it for something else.
        let isOfAll = zip(tables, self.roles).allSatisfy { other, roles in
          !other.columns.contains(name) || roles.leftOut.contains { other.columns[$0.column] == name }
        }
        say((isOfAll ? "Column" : "\(table.file): column") + " \(inQuotes(name)) is left out: \(reason).")
      }
      for (column, reason) in roles.passedOver {
        let name = table.columns[column]
        if said.insert("\(name)\n\(reason)").inserted {
          remarks.add("columns", "\(table.file): column \(inQuotes(name)) is passed over: \(reason)")
        }
      }
    }
  }
}
