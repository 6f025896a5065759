/// Where the runs of a study come from, if it has not trained them itself.
public enum StudyOrigin: Sendable, Hashable, Codable {
  /// Histories that another program wrote.
  case imported(ImportedHistories)
  /// The results of several studies.
  case compared(ComparedStudies)

  /// What is known of histories that were imported.
  public struct ImportedHistories: Sendable, Hashable, Codable {
    /// Names of the files, as the user gave them.
    public var files: [String]
    /// The program that trained; nil if it is not known.
    public var program: String?
    /// Whether test data were not measured along the epochs, so that validation data stand in for them.
    public var isTestedOnValidation: Bool
    /// Whether the files have means over replicates, not replicates.
    public var hasMeansOnly: Bool
    /// What was odd in the files, one line each.
    public var remarks: [String]
    /// Settings that have one value in all runs; nil if they were not looked for.
    public var constants: [Constant]?

    /// The epochs after which runs were measured, such as `10, 20, 30, …`, where they are not all; nil otherwise. What are no
    /// epochs are named, as in `steps 100, 200, 300, …`.
    public var measuredEpochs: String?

    /// What tells replicates apart that are folds or samples of the same data, such as `seed × fold`; nil if nothing says
    /// that they are.
    public var partsOfData: String?

    /// A setting with the value that all runs have.
    public struct Constant: Sendable, Hashable, Codable {
      /// What it is called.
      public var key: String
      /// The value as the files spell it.
      public var value: String

      /// Creates a setting with its value.
      public init(key: String, value: String) {
        self.key = key
        self.value = value
      }
    }

    /// Creates a description of histories.
    public init(
      files: [String], program: String? = nil, isTestedOnValidation: Bool = false, hasMeansOnly: Bool = false,
      remarks: [String] = []
    ) {
      self.files = files
      self.program = program
      self.isTestedOnValidation = isTestedOnValidation
      self.hasMeansOnly = hasMeansOnly
      self.remarks = remarks
    }
  }
}

extension StudyOrigin {
  /// Studies whose results stand together.
  public struct ComparedStudies: Sendable, Hashable, Codable {
    /// What each is called, in the order in which they were named.
    public var names: [String]
    /// The keys of the study file in which any two differ.
    public var differences: [Difference]
    /// What has to be known of single studies, a sentence each.
    public var notes: [String]
    /// The epochs, or steps, after which the runs of all were measured, as in `StudyOrigin.measuredEpochs`; nil if they are
    /// epochs one after the other.
    public var measuredEpochs: String?
    /// What has to be known of studies whose replicates are folds or samples of the same data; nil if there are none.
    public var sharedData: String?
    /// What was odd in the runs, one line each; nil if nothing was.
    public var remarks: [String]?
    /// Which of the studies were not finished; nil if all were.
    public var unfinished: [String]?

    /// A key of the study file, with its value in each study; empty where it has none or it is not known.
    public struct Difference: Sendable, Hashable, Codable {
      /// The key with its section, e.g. `training.optimiser`.
      public var key: String
      /// The value in each study, in the order of the names.
      public var values: [String]

      /// Creates a difference from its parts.
      public init(key: String, values: [String]) {
        self.key = key
        self.values = values
      }
    }

    /// Creates a comparison of studies.
    public init(names: [String], differences: [Difference], notes: [String] = []) {
      self.notes = notes
      self.names = names
      self.differences = differences
    }
  }

  /// After which epochs, or steps, imported runs were measured, such as `epochs 10, 20, 30, …`, where these are not all; nil
  /// otherwise.
  public var measuredEpochs: String? {
    switch self {
    case .imported(let histories):
      histories.measuredEpochs.map { $0.first?.isNumber == true ? "epochs \($0)" : $0 }
    case .compared(let studies): studies.measuredEpochs
    }
  }

  /// Whether all runs are there that are to come; what was trained elsewhere is finished as it comes.
  public var isFinal: Bool { compared?.unfinished == nil }

  /// What has to be known where replicates are folds or samples of the same data; nil if nothing says that they are.
  public var sharedData: String? {
    switch self {
    case .imported(let histories):
      histories.partsOfData.map { names in
        "Replicates (\(names)) are parts of the same data and share training samples: intervals and verdicts take "
          + "them as independent, and are surer than they should be."
      }
    case .compared(let studies): studies.sharedData
    }
  }

  /// Settings that imported runs have in common.
  public var constants: [ImportedHistories.Constant] {
    if case .imported(let histories) = self { histories.constants ?? [] } else { [] }
  }

  /// The studies that are compared; nil for other origins.
  public var compared: ComparedStudies? { if case .compared(let studies) = self { studies } else { nil } }

  /// What was odd in imported files, or in the runs of studies, one line each.
  public var remarks: [String] {
    switch self {
    case .imported(let histories): histories.remarks
    case .compared(let studies): studies.remarks ?? []
    }
  }

  /// Whether the runs are means over replicates.
  public var hasMeansOnly: Bool {
    if case .imported(let histories) = self { histories.hasMeansOnly } else { false }
  }

  /// Whether validation data stand in for test data.
  public var isTestedOnValidation: Bool {
    if case .imported(let histories) = self { histories.isTestedOnValidation } else { false }
  }

  /// What has to be known where validation data stand in for test data.
  public static let standIn = "Test data were not measured along the epochs: “test” is the validation set here."

  /// The name that stands for the data source in tables and summaries.
  public var name: String {
    switch self {
    case .imported: "imported"
    case .compared: "compared"
    }
  }

  /// Who trained, as a sentence for captions and reports.
  public var sentence: String {
    switch self {
    case .imported(let histories): ([histories.sentence] + [sharedData].compactMap(\.self)).joined(separator: " ")
    case .compared(let studies):
      (["Runs of the studies \(studies.names.joined(separator: ", "))."] + studies.notes
        + [sharedData].compactMap(\.self))
        .joined(separator: " ")
    }
  }
}

extension StudyOrigin.ImportedHistories {
  /// What the files are and who trained, with what has to be known to read the results.
  fileprivate var sentence: String {
    let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let from = names.count <= 2 ? names.joined(separator: " and ") : "\(names.count) files"
    var text = "Trained by \(program ?? "another program"), imported from \(from)."
    if isTestedOnValidation { text += " " + StudyOrigin.standIn }
    if !remarks.isEmpty { text += " The files had oddities, which the report lists." }
    if hasMeansOnly { text += " The files give means over replicates, so there are no verdicts." }
    return text
  }
}
