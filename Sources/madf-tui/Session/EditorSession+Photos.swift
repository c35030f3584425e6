import Editing
import Photo
import System
import Terminal
import Workers

/// Opening photos, one after the other.
extension EditorSession {
    /// Opens the photo at `index` in place of the one that is open.
    func open(_ index: Int) {
        engine.stop()
        engine.stopSnap()
        photos.open(index)
        edited = EditedPhoto(generation: edited.generation + 1)
        recovery.release()
        message = nil
        read(photos.path)
    }

    /// Reads the photo on a thread of its own.
    private func read(_ path: FilePath) {
        let mailbox = mailbox, generation = edited.generation, removals = engine.removals
        // As many pixels as a large terminal shows at once.
        let previewSide = 512
        Thread.detach {
            if Photo.format(at: path) == .jpeg, let small = try? Photo.preview(path: path, maximumSide: previewSide) {
                mailbox.send(.preview(Layer(small), generation: generation))
            }
            Thread.giveWay()
            do {
                let photo = try Photo.load(path: path)
                let editor = Editor(
                    photo: photo.raster, layer: Layer(photo.displayRaster()), display: { photo.displayRaster($0) }, removalsBefore: removals)
                mailbox.send(.opened(photo, editor, hash: photo.raster.contentHash, generation: generation))
            } catch {
                mailbox.send(.failedToOpen("\(error)", generation: generation))
            }
        }
    }

    func showPreview(_ layer: Layer, _ generation: Int) {
        guard generation == edited.generation, edited.editor == nil else { return }
        edited.preview = Editor(photo: layer.picture, layer: layer, display: { $0 })
    }

    func take(_ photo: Photo, _ editor: Editor, hash: UInt64, _ generation: Int) {
        guard generation == edited.generation else { return }
        edited.photo = photo
        // What is read now is what a save may replace, even where this session has saved over it before.
        if options.replacesSource { saves.results[photos.path] = nil }
        edited.preview = nil
        edited.editor = editor
        let notes = [photo.warnings, leftOut].compactMap(\.self)
        leftOut = nil
        let isFirst = generation == 1
        message = notes.isEmpty ? isFirst ? greeting : nil : notes.joined(separator: "; ")
        switch recovery.claim(photos.path, photo.raster, hash: hash) {
        case .free: break
        case .leftBehind(let work):
            prompt = .confirm(question: "unsaved work on \(photos.name) was left behind; take it up again?", action: .recover(work))
        case .kept(let reason): message = (notes + ["\(reason)"]).joined(separator: "; ")
        case .openElsewhere: message = "\(photos.name) is open in another madf-tui: what it saves is not replaced unasked"
        case .impossible: sayWorkIsNotKept()
        }
    }

    private var greeting: String {
        let remove = keys.name(of: .remove), whole = "paint or click what should go, then \(remove) removes it"
        return TextLine.width(whole) < screen.columns ? whole : "paint what should go, then \(remove)"
    }

    func failToOpen(_ reason: String, _ generation: Int) {
        guard generation == edited.generation else { return }
        if photos.hasSeveral {
            message = reason
            edited.couldNotOpen = true
        } else {
            ending = Ending(status: 1, lastWords: reason)
        }
    }

    /// Says, once a session, that unsaved work would not outlive the program.
    func sayWorkIsNotKept() {
        guard recovery.isFirstFailure() else { return }
        message = "cannot write to \(StateFolder.name): unsaved work would not outlive a crash"
    }

    func recover(_ work: UnsavedWork) {
        perform(.recover(work.mask, keepOut: work.keepOut, work.result, work.place))
        message = "taken up where it was left"
    }

    /// Goes on by `step` photos.
    func turn(by step: Int) {
        let target = photos.index + step
        guard photos.paths.indices.contains(target) else {
            message = step > 0 ? "this is the last photo" : "this is the first photo"
            return
        }
        leave(for: target)
    }

    /// Does what was asked for in the list of photos; the one that is open stays as it is.
    func take(_ outcome: PhotoList.Outcome) {
        switch outcome {
        case .none: break
        case .suspend: suspend()
        case .closed:
            if edited.editor == nil { ending = Ending(status: 0) }
            photos.hideList()
        case .open(let target):
            photos.hideList()
            if target != photos.index || edited.editor == nil { leave(for: target) }
        }
    }

    /// Opens another photo, after asking where something would be lost.
    private func leave(for target: Int) {
        // Where the save fails, there must still be something to save.
        if saves.isRunning { return message = "the save goes on; go to another photo when it is done" }
        if let editor = edited.editor, editor.hasUnsavedResult || editor.hasUnsavedMarks {
            prompt = .confirm(question: "not saved; go to another photo all the same?", action: .open(target))
        } else {
            open(target)
        }
    }
}
