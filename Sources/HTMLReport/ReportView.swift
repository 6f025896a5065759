import Datasets
import Foundation
import Reporting

/// What the template reads, by the names in it.
struct ReportView {
  let title, summary, studyFile, commands, footer: String
  let remarks: [String]
  let findings: [String]
  let hasFindings: Bool
  let coversTestSamples: Bool
  let progress: Progress?
  let figures: [Figure]
  let hasFigures: Bool
  let tables: [TableView]
  let hasTables: Bool
  let facts: [Fact]
  let hasFacts: Bool
  /// JSON that no browser runs; nil without an explorer.
  let explorer: String?
  let styles, scripts: [Resource]

  /// Text in an element that the content security policy names.
  struct Resource {
    let text, digest: String

    init(_ text: String) {
      self.text = text
      digest = ReportView.digest(text)
    }
  }

  struct Progress {
    let state, line, share, percent, time, moment: String
    let refreshSeconds: String?
    let note: String?
  }

  struct Figure {
    let name, title, description, width, source: String
    let still: String?
  }

  struct Fact {
    let name, value: String
  }

  struct TableView {
    let name, summary: String
    let isOpen: Bool
    let columns: [Heading]
    let rows: [Row]
    let note: String?
  }

  struct Heading {
    let text: String
    let isNumber: Bool
  }

  struct Row {
    let cells: [Cell]
  }

  struct Cell {
    let text: String
    let isNumber: Bool
    /// The number that the cell is sorted by.
    let key: String?
  }

  init(_ page: ReportPage) {
    (title, summary, studyFile) = (page.title, page.summary, page.studyFile)
    (commands, footer) = (page.commands, page.footer)
    remarks = page.remarks
    findings = page.findings
    hasFindings = !findings.isEmpty
    coversTestSamples = page.coversTestSamples
    progress = page.progress.map(Progress.init)
    figures = page.figures.map { figure in
      Figure(
        name: figure.name, title: figure.title, description: figure.description, width: String(figure.width),
        source: Self.source(figure.picture, figure.mediaType),
        still: figure.still.map { Self.source($0, ReportFigure.stillMediaType) })
    }
    hasFigures = !figures.isEmpty
    tables = page.tables.map(TableView.init)
    hasTables = !tables.isEmpty
    facts = page.facts.map { Fact(name: $0.name, value: $0.value) }
    hasFacts = !facts.isEmpty
    explorer = page.explorer.map(Self.escaped)
    styles = ([ReportPage.style] + (page.explorer == nil ? [] : [ReportPage.explorerStyle])).map(Resource.init)
    scripts = ([ReportPage.script] + (page.explorer == nil ? [] : [ReportPage.explorerScript])).map(Resource.init)
  }

  private static func source(_ picture: Data, _ mediaType: String) -> String {
    "data:\(mediaType);base64,\(picture.base64EncodedString())"
  }

  /// JSON that can stand in an element: only texts in it have a `<`, with which the element would end or a comment begin.
  private static func escaped(_ json: Data) -> String {
    String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003C")
  }

  /// SHA-256 in base 64, as a content security policy names what may be used.
  private static func digest(_ text: String) -> String {
    let hexadecimal = Array(sha256Hex(Array(text.utf8)))
    let bytes = stride(from: 0, to: hexadecimal.count, by: 2).compactMap { index in
      UInt8(String(hexadecimal[index...index + 1]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}

extension ReportView.Progress {
  init(_ progress: ReportProgress) {
    (state, line, note) = (progress.state, progress.line, progress.note)
    share = String(format: "%.4f", progress.share)
    percent = String(Int(100 * progress.share))
    moment = progress.time.formatted(.iso8601)
    time = progress.time.formatted(
      Date.VerbatimFormatStyle(
        format:
          "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits)",
        locale: Locale(identifier: "en_GB"), timeZone: .current, calendar: Calendar(identifier: .gregorian)))
    refreshSeconds = progress.refreshSeconds.map(String.init)
  }
}

extension ReportView.TableView {
  init(_ shown: ReportTable) {
    let table = shown.table
    let isNumber = table.columns.indices.map(table.isNumeric)
    name = shown.name
    summary = shown.summary
    isOpen = shown.isOpen
    columns = zip(table.columns, isNumber).map { ReportView.Heading(text: $0.heading, isNumber: $1) }
    rows = table.rows.prefix(ReportTable.maximumRows).map { row in
      let texts = table.shown(row)
      return ReportView.Row(
        cells: row.indices.map { column in
          ReportView.Cell(
            text: texts[column], isNumber: isNumber[column], key: isNumber[column] ? Self.key(row[column]) : nil)
        })
    }
    note =
      table.rows.count > rows.count
      ? "The first \(rows.count) of \(table.rows.count) rows; all are in tables/\(shown.name).tsv." : nil
  }

  private static func key(_ cell: Table.Cell) -> String? {
    switch cell {
    case .integer(let value): String(value)
    case .number(let value): value.description
    case .text, .missing: nil
    }
  }
}
