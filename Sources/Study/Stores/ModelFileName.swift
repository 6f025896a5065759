/// Names the files of recorded models.
public enum ModelFileName {
  /// Returns the file name of a model's weights after an epoch, e.g. `deep-n250-r1-e40-0123abcd.safetensors`.
  ///
  /// It has model, size, replicate and epoch for people, in plain letters, digits and hyphens; the first 8 digits of
  /// the trajectory's key distinguish models for which these are the same.
  public static func of(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> String {
    let words = configuration.model.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.isEmpty ? "model" : String(words.joined(separator: "-").prefix(32))
    return "\(name)-n\(configuration.size)-r\(replicate)-e\(epoch)-\(key.prefix(8)).safetensors"
  }
}
