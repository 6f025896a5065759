public import Datasets
import Foundation
import SeededRandom
public import Study
import StudyFile

/// A study file read and checked, with its data loaded and every trajectory planned; nothing is trained yet.
public struct PreparedStudy: Sendable {
  public let description: StudyDescription
  /// The study file as it was read.
  public let text: String
  public let data: LoadedData
  public let plan: StudyPlan

  /// Reads `path`; any error names what is wrong and the way out.
  public init(path: String) throws {
    text = try StudyFile.text(at: URL(filePath: path))
    description = try StudyFile.parse(text: text, file: path)
    data = try DataLoader.load(description.data.source, seed: StudySeed(description.seed))
    plan = try StudyPlan(study: description, facts: DataFacts(data, study: description))
  }
}
