public import Study

/// The study that the trajectories of a store belong to.
public struct StudyRecord: Sendable, Equatable {
  /// The study with every default filled in.
  public var description: StudyDescription
  /// Text of the study file.
  public var file: String
  /// SHA-256 of the data, as hexadecimal digits.
  public var dataDigest: String
  /// Version of the engine that trained the trajectories.
  public var engineVersion: Int

  /// Creates a record from its parts.
  public init(description: StudyDescription, file: String, dataDigest: String, engineVersion: Int) {
    self.description = description
    self.file = file
    self.dataDigest = dataDigest
    self.engineVersion = engineVersion
  }
}
