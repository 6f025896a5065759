import Datasets
public import Foundation
import Mustache
public import Reporting

/// What a report shows; one HTML file that needs nothing else.
public struct ReportPage: Sendable {
  /// As the study has it; in the reader's hands the first thing to be read.
  public var title: String
  /// What was studied, in one line.
  public var summary: String
  /// What the study found, a sentence each.
  public var findings: [String] = []
  /// What a reader should know of the results, a sentence each.
  public var remarks: [String] = []
  /// Nil if the study is finished.
  public var progress: ReportProgress?
  public var figures: [ReportFigure] = []
  public var tables: [ReportTable] = []
  /// The text of the study file.
  public var studyFile: String
  /// What the results depend on, by name.
  public var facts: [(name: String, value: String)] = []
  /// How the figures are drawn again, one command a line.
  public var commands: String
  /// What made the page.
  public var footer: String

  public init(title: String, summary: String, studyFile: String, commands: String, footer: String) {
    self.title = title
    self.summary = summary
    self.studyFile = studyFile
    self.commands = commands
    self.footer = footer
  }

  /// The page. Nothing in it can act but its own script: a policy names that by its digest.
  public func html() throws -> String {
    MustacheContentTypes.register(HTMLText(), named: "REPORT")
    return try Self.template.get().render(ReportView(self))
  }

  private static let template = Result { try MustacheTemplate(string: text(PackageResources.page_mustache)) }
  static let style = text(PackageResources.page_css)
  static let script = text(PackageResources.page_js)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// How far a study is that is not finished.
public struct ReportProgress: Sendable {
  /// In a word or two, e.g. “Running”.
  public var state: String
  public var line: String
  /// Share of the work that is done, 0–1.
  public var share: Double
  /// When this was so.
  public var time: Date
  /// Seconds after which the page looks for news; nil if there will be none.
  public var refreshSeconds: Int?
  /// What else there is to know, such as why figures are missing.
  public var note: String?

  public init(
    state: String, line: String, share: Double, time: Date = .now, refreshSeconds: Int? = nil, note: String? = nil
  ) {
    self.state = state
    self.line = line
    self.share = share
    self.time = time
    self.refreshSeconds = refreshSeconds
    self.note = note
  }
}

/// A picture in a report.
public struct ReportFigure: Sendable {
  /// Of `[a-z0-9-]`.
  public var name: String
  public var title: String
  /// What it shows, for those who cannot see it.
  public var description: String
  /// Pixels that it is wide if there is room.
  public var width: Int
  public var picture: Data
  /// E.g. `image/svg+xml`.
  public var mediaType: String

  public init(name: String, title: String, description: String, width: Int, picture: Data, mediaType: String) {
    self.name = name
    self.title = title
    self.description = description
    self.width = width
    self.picture = picture
    self.mediaType = mediaType
  }
}

/// A table in a report.
public struct ReportTable: Sendable {
  /// Of `[a-z0-9-]`.
  public var name: String
  public var summary: String
  public var table: Table
  /// Whether it is unfolded at first.
  public var isOpen: Bool

  /// No table shows more rows than this, for the sake of browsers.
  public static let mostRows = 2_000

  public init(name: String, summary: String, table: Table, isOpen: Bool = false) {
    self.name = name
    self.summary = summary
    self.table = table
    self.isOpen = isOpen
  }
}
