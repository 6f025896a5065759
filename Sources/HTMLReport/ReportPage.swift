import Datasets
public import Foundation
import Mustache
public import Reporting

/// The contents of a report: one self-contained HTML file.
public struct ReportPage: Sendable {
  /// The study's title, the heading of the page.
  public var title: String
  /// One line on what was studied: data, models, sizes, replicates and seed.
  public var summary: String
  /// The findings, one sentence each.
  public var findings: [String] = []
  /// Remarks on the results, one sentence each, without a full stop.
  public var remarks: [String] = []
  /// Whether intervals of the first metric on test data cover the draw of the test samples.
  public var coversTestSamples = true
  /// Progress of a study that is still running; nil if it is finished.
  public var progress: ReportProgress?
  /// What the explorer shows, as JSON that its script reads; nil for a page without one.
  public var explorer: Data?
  /// The figures, in the order of the page.
  public var figures: [ReportFigure] = []
  /// The tables, in the order of the page.
  public var tables: [ReportTable] = []
  /// Text of the study file.
  public var studyFile: String
  /// Facts from the manifest, such as versions, digests and the machine, each with its name.
  public var facts: [(name: String, value: String)] = []
  /// Commands that draw the figures again, one per line.
  public var commands: String
  /// The last line of the page: the program and version that made it.
  public var footer: String

  /// Creates a page without findings, remarks, explorer, figures, tables or facts; set those before ``html()``.
  public init(title: String, summary: String, studyFile: String, commands: String, footer: String) {
    self.title = title
    self.summary = summary
    self.studyFile = studyFile
    self.commands = commands
    self.footer = footer
  }

  /// Renders the page. Its content security policy allows only its own style and script, by their digests.
  ///
  /// - Throws: An error if the built-in template is malformed.
  public func html() throws -> String {
    MustacheContentTypes.register(HTMLText(), named: "REPORT")
    return try Self.template.get().render(ReportView(self))
  }

  private static let template = Result { try MustacheTemplate(string: text(PackageResources.page_mustache)) }
  static let style = text(PackageResources.page_css)
  static let script = text(PackageResources.page_js)
  static let explorerStyle = text(PackageResources.explorer_css)
  static let explorerScript = text(PackageResources.explorer_js)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Progress of an unfinished study.
public struct ReportProgress: Sendable {
  /// The state in a word or two, e.g. “Running”.
  public var state: String
  /// The work done so far, in one line after the state.
  public var line: String
  /// Fraction of the work that is done, 0–1.
  public var share: Double
  /// The time of this progress.
  public var time: Date
  /// Seconds after which the page reloads itself; nil for never.
  public var refreshSeconds: Int?
  /// Anything else to know, such as why figures are missing; nil for nothing.
  public var note: String?

  /// Creates a progress from its parts; `time` is now unless given.
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

/// A figure in a report.
public struct ReportFigure: Sendable {
  /// Base file name, matching `[a-z0-9-]+`; also part of the figure's anchor.
  public var name: String
  /// Title of the figure.
  public var title: String
  /// Text alternative: what the figure shows.
  public var description: String
  /// Width in pixels, if the window is wide enough.
  public var width: Int
  /// The bytes of the image file.
  public var picture: Data
  /// Media type of the picture, e.g. `image/svg+xml`.
  public var mediaType: String
  /// The last frame of an animation as SVG, for paper and for readers who want nothing to move; nil if the picture is still.
  public var still: Data?

  /// Media type of ``still``.
  static let stillMediaType = "image/svg+xml"

  /// Creates a figure from its parts.
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
  /// Name, matching `[a-z0-9-]+`: the heading and part of the anchor. A note under a cut table names `tables/NAME.tsv`.
  public var name: String
  /// One line on the contents, beside the name.
  public var summary: String
  /// The rows and columns to show, at most ``maximumRows`` rows.
  public var table: Table
  /// Whether the table is unfolded at first.
  public var isOpen: Bool

  /// The most rows that any table shows, to keep browsers fast.
  public static let maximumRows = 2_000

  /// Creates a table, folded unless `isOpen`.
  public init(name: String, summary: String, table: Table, isOpen: Bool = false) {
    self.name = name
    self.summary = summary
    self.table = table
    self.isOpen = isOpen
  }
}
