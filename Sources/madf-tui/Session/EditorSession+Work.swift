import Editing
import Glibc
import Inpainting
import MADF
import Masks
import Photo
import Pixels
import Workers

/// What is done on threads of its own, so that keys are answered meanwhile.
extension EditorSession {
    func openPhoto() {
        let path = path, mailbox = mailbox, generation = generation, removals = editorRemovals
        // As many pixels as a large terminal shows at once.
        let previewSide = 512
        Thread.detach {
            if isJPEG(path), let small = try? Photo.preview(path: path, maximumSide: previewSide) {
                mailbox.send(.preview(Layer(small), generation: generation))
            }
            giveWay()
            do {
                let photo = try Photo.load(path: path)
                let editor = Editor(
                    photo: photo.raster, layer: Layer(photo.displayRaster()), display: { photo.displayRaster($0) }, removalsBefore: removals)
                mailbox.send(.opened(OpenedPhoto(photo: photo, editor: editor), generation: generation))
            } catch {
                mailbox.send(.failedToOpen("\(error)", generation: generation))
            }
        }
    }

    /// Reads the checkpoint; the photo can be looked at and marked meanwhile.
    func loadEngine() {
        let options = options, mailbox = mailbox
        Thread.detach {
            giveWay()
            do {
                let pool = WorkerPool(threads: options.threads)
                mailbox.send(.engineReady(Inpainter(network: try Network(checkpointOrBundled: options.model), pool: pool)))
            } catch {
                mailbox.send(.engineFailed("\(error)"))
            }
        }
    }

    func snap(_ mask: Mask, to picture: Raster, revision: Int) {
        let cancellation = Cancellation(), mailbox = mailbox, generation = generation
        snapCancellation = cancellation
        Thread.detach {
            guard let found = mask.snapped(to: picture, shouldStop: { cancellation.isCancelled }) else { return }
            mailbox.send(.snapped(found, revision: revision, generation: generation))
        }
    }

    func start(_ inpainter: Inpainter, removal: Int, on editor: Editor, mask: Mask) {
        let cancellation = Cancellation(), mailbox = mailbox
        let fillOptions = FillOptions(workingSize: options.workingSize, grow: options.grow, through: options.stage, best: options.best)
        self.cancellation = cancellation
        progress = (0, "starting")
        let photo = editor.current, layer = editor.layer, isDirect = editor.isDirect
        Thread.detach {
            giveWay()
            let copy = photo.copied()
            mailbox.send(.copied(removal: removal, copy, layer.copied(picture: isDirect ? copy : nil)))
            // A cancelled fill has nothing to say.
            let fills = try? inpainter.fill(photo, mask: mask, options: fillOptions, cancellation: cancellation) { event in
                switch event {
                case .progress(let share, let phase): mailbox.send(.progress(removal: removal, share: share, phase: phase))
                case .stage(let fill): mailbox.send(.stage(removal: removal, fill))
                }
            }
            mailbox.send(.removalEnded(removal: removal, isEverythingMarked: fills?.isEmpty == true))
        }
    }
}

/// Lets the thread that answers keys go first. On Linux the nice value is a thread's own, and those that it starts
/// inherit it (setpriority(2)).
private func giveWay() { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5) }

/// Whether a file begins as a JPEG does: these have a quick preview, all else is read once and whole.
private func isJPEG(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start: [UInt8] = [0, 0]
    return read(file, &start, 2) == 2 && start == [0xff, 0xd8]
}
