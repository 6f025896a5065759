import Datasets
import Foundation
import SeededRandom
import Study

extension StudyDescription {
  /// Loads the data. If there is no such file, the error says where relative paths of a study file lead.
  ///
  /// - Throws: `DataError` if they are missing or damaged.
  func loadData() throws -> LoadedData {
    do {
      return try DataLoader.load(data.source, test: data.test, seed: StudySeed(seed))
    } catch let error as DataError {
      throw isMissing ? DataError(error.message + "; " + Self.places) : error
    }
  }

  /// Whether a file is not there that the study file names by a relative path.
  private var isMissing: Bool {
    guard let folder = data.folder, let path = data.source.path,
      (try? DatasetCatalogue.source(named: data.source.name))?.isOwnFile == true
    else { return false }
    var paths = [path]
    if case .file(let test) = data.source.ownTest { paths.append(test) }
    return paths.contains { $0.hasPrefix(folder) && !FileManager.default.fileExists(atPath: $0) }
  }

  private static var places: String {
    "a relative path begins in the folder of the study file, or else in the one that FATHOM_DATA names"
      + (DataLocations().dataFolder.map { " (now \($0))" } ?? ", which is not set")
  }
}
