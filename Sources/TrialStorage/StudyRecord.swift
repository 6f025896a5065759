public import Study

/// What a store says of the study whose trajectories it keeps.
public struct StudyRecord: Sendable, Equatable {
  public var description: StudyDescription
  /// The text of the study file.
  public var file: String
  /// SHA-256 of the data.
  public var dataDigest: String
  /// Version of the engine that trained the trajectories.
  public var engineVersion: Int

  public init(description: StudyDescription, file: String, dataDigest: String, engineVersion: Int) {
    self.description = description
    self.file = file
    self.dataDigest = dataDigest
    self.engineVersion = engineVersion
  }
}
