import Masks
import Photo
import System

/// Marks that are loaded and saved.
extension EditorSession {
    /// Where marks of the kind that is painted are saved unless another name is given.
    var maskPath: FilePath {
        switch edited.editor?.painted {
        case .keepOut: photos.path.keepOut
        case .edges: photos.path.edges
        case .removal, nil: photos.path.masks[0]
        }
    }

    /// Where they are loaded from unless another name is given.
    var savedMaskPath: FilePath { edited.editor?.painted == .removal ? photos.path.masks.first(where: \.exists) ?? maskPath : maskPath }

    /// What they are called.
    var marksName: String {
        switch edited.editor?.painted {
        case .keepOut: "what is kept out"
        case .edges: "edges"
        case .removal, nil: "marks"
        }
    }

    func loadMask(from path: FilePath) {
        guard let editor = edited.editor else { return }
        do {
            let mask = try Mask(path: path, for: editor.original, at: photos.path)
            perform(.replaceMask(mask))
            if editor.painted == .edges { message = mask.noteAsEdges(from: path) }
            perform(.noteSavedMask)
            failed = nil
        } catch {
            message = "\(error)"
        }
    }

    /// Saves the marks, never over the photo; `replaces` allows to write over a file that no marks of this session are in.
    func saveMask(to path: FilePath, replaces: Bool) {
        guard let editor = edited.editor, let photo = edited.photo else { return }
        let policy: ReplacePolicy = replaces ? .otherFiles : saves.marks[path].map { .known($0) } ?? .never
        do throws(PhotoError) {
            saves.marks[path] = try editor.paintedMask.picture.writePNG(to: path, replacing: policy, of: photo)
            perform(.noteSavedMask)
            failed = nil
            message = "\(marksName) saved as \(path)"
        } catch {
            switch error {
            case .changed: prompt = .changed(path: path, .saveMask)
            case .exists: prompt = .confirm(question: "\(path) exists; replace it?", action: .replaceMarks(path: path, next: path.nextFree))
            case .isSource: message = "\(path) is the photo itself; \(keys.name(of: .saveMask)) saves the marks under another name"
            default: message = "\(error)"
            }
        }
    }
}
