#!/usr/bin/env bash
# Builds the Debian package and the tarball that runs in place: Assets/package/build.sh [--arm64] [FOLDER]
# Needs what README's "Try it" installs, and dpkg-dev. Prints the two files, and writes their sums beside them (SHA256SUMS). The same commit gives
# the same bytes. With --arm64 the tarball alone is made, on an amd64 machine: arm64.sh says how, and what that needs.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."
scratch=.build-package isForeign=
[ "${1:-}" != --arm64 ] || { isForeign=yes && shift; }
mkdir -p "$scratch" "${1:-$scratch}"
output=$(realpath "${1:-$scratch}")

MADF_COMMIT=unknown maintainer="madf-tui <madf-tui@$(uname -n)>"
if git rev-parse HEAD >/dev/null 2>&1; then
    MADF_COMMIT=$(git rev-parse --short=7 HEAD)$([ -z "$(git status --porcelain)" ] || echo +)
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    maintainer=$(git log -1 --format='%an <%ae>')
fi
[ -z "${DEBEMAIL:-}" ] || maintainer="${DEBFULLNAME:-madf-tui} <$DEBEMAIL>"
export MADF_COMMIT SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date +%s)}
# withoutActuallyEscaping leaves the length of a file's path in the program: that is the same wherever this folder is.
sources=$(realpath "$scratch")/sources
while [ ${#sources} -lt 120 ]; do sources+=_; done
mkdir -p "$sources"
rm -rf "$sources"/{Package.swift,Sources,Tests}
cp -rp Package.swift Sources Tests "$sources"
swift=(swift) how=(--static-swift-stdlib) emulator=() architecture=$(dpkg --print-architecture) machine=$(uname -m)
[ -z "$isForeign" ] || . Assets/package/arm64.sh
"${swift[@]}" build -c release "${how[@]}" -Xlinker -z -Xlinker now --package-path "$sources" --disable-build-manifest-caching >&2
built=$sources/.build/release

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
chmod 755 "$stage"
umask 022
share=$stage/usr/share
mkdir -p "$stage/usr/bin" "$share"/{madf-tui/photos,doc/madf-tui,man/man1,metainfo} \
    "$share"/{bash-completion/completions,zsh/vendor-completions,fish/vendor_completions.d}
stripper=$(dirname "$(realpath "$(command -v swift)")")/llvm-objcopy
for program in madf-tui madf-bench; do
    # What comes of the folder's name goes: a build's number and the hashes of its modules.
    "$stripper" --strip-all -R .comment -R .note.gnu.build-id -R .swift_modhash "$built/$program" "$stage/usr/bin/$program"
    gzip -9n <"man/$program.1" >"$share/man/man1/$program.1.gz"
done
if [ -n "$isForeign" ]; then
    mkdir -p "$stage/usr/lib/madf-tui"
    for program in madf-tui madf-bench; do copy_runtime "$stage/usr/bin/$program" "$stage/usr/lib/madf-tui"; done
fi
run() { "${emulator[@]}" "$stage/usr/bin/$@"; }
version=$(run madf-tui --version | sed -n '1s/^madf-tui \([^ ]*\).*/\1/p')
# The argument parser's scripts cannot offer photos and commands in one place, as madf-tui takes them.
completions=Assets/package/completions
install -m 644 $completions/madf-tui.bash "$share/bash-completion/completions/madf-tui"
install -m 644 $completions/_madf-tui "$share/zsh/vendor-completions"
install -m 644 $completions/madf-tui.fish "$share/fish/vendor_completions.d"
run madf-bench --generate-completion-script bash | sed 1d >"$share/bash-completion/completions/madf-bench"
run madf-bench --generate-completion-script zsh >"$share/zsh/vendor-completions/_madf-bench"
run madf-bench --generate-completion-script fish >"$share/fish/vendor_completions.d/madf-bench.fish"
install -m 644 Assets/weights/madf-lite.safetensors "$share/madf-tui"
install -m 644 Assets/photos/*.{jpg,png} "$share/madf-tui/photos"
install -m 644 Assets/package/madf-tui.metainfo.xml "$share/metainfo"
install -m 644 Assets/package/copyright README.md "$share/doc/madf-tui"
install -m 644 Assets/weights/README.md "$share/doc/madf-tui/weights.md"
install -m 644 Assets/photos/README.md "$share/doc/madf-tui/photos.md"
gzip -9n >"$share/doc/madf-tui/changelog.gz" <<CHANGELOG
madf-tui ($version) unstable; urgency=low

  * Built from commit $MADF_COMMIT.

 -- $maintainer  $(date -Rud "@$SOURCE_DATE_EPOCH")
CHANGELOG

name=madf-tui-$version-linux-$machine
tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --transform "s,^usr,$name," -cf - usr | gzip -9n >"$output/$name.tar.gz"

made=("$output/$name.tar.gz")
if [ -z "$isForeign" ]; then
    # dpkg-shlibdeps names the packages of the shared libraries, with versions; it wants a source package around it.
    package=$output/madf-tui_${version}_$architecture.deb
    mkdir "$stage/debian" "$stage/DEBIAN"
    touch "$stage/debian/control"
    depends=$(cd "$stage" && dpkg-shlibdeps -O "$stage"/usr/bin/madf-{tui,bench} | sed -n 's/^shlibs:Depends=//p')
    rm -r "$stage/debian"
    (cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    cat >"$stage/DEBIAN/control" <<CONTROL
Package: madf-tui
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(find "$stage/usr" -printf '%y %s\n' | awk '{ sum += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print sum }')
Depends: $depends
Recommends: libjxl0.7 | libjxl0.11
Section: graphics
Priority: optional
Description: removes objects from photographs, in the terminal
 Shows a photo as color cells: paint over what should go, and an inpainting
 network that runs on the processor fills the place at full resolution.
 With --mask it does the same for many photos, without a terminal.
CONTROL
    # By one thread: how many there are shows in what xz writes.
    dpkg-deb --root-owner-group --threads-max=1 --build "$stage" "$package" >&2
    made=("$package" "${made[@]}")
fi
(cd "$output" && sha256sum madf-tui[-_]"$version"* >SHA256SUMS)
printf '%s\n' "${made[@]}"
