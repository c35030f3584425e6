# What build.sh needs to build for arm64 on an amd64 Debian: it is sourced there, and needs bubblewrap and qemu-user-static.
#
# Debian 12 and 13 have no Swift of 6.2 or later, and no other one for arm64 is packaged: compiler and runtime are those of Debian's
# unstable, and must be of one version, since modules of Foundation are read by no other. The compiler, a program for amd64, wants a newer C
# library than this system's, and runs in a folder of its own. The runtime is content with the C library of Debian 13, whose libraries the
# programs are linked to. Nothing is installed: packages are unpacked.
roots=$(realpath "$scratch")/arm64
triple=aarch64-unknown-linux-gnu

# Unpacks packages of a suite, and those that they depend on, for an architecture into a folder.
unpack() {
    local folder=$1 architecture=$2 suite=$3 key=/usr/share/keyrings/debian-archive-keyring.gpg apt=$1.apt site package
    shift 3
    site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1)
    rm -rf "$folder" "$apt"
    mkdir -p "$folder" "$apt"/{etc/preferences.d,lists/partial,cache/archives/partial}
    touch "$apt/status"
    printf "deb [signed-by=$key] $site %s main\n" trixie sid >"$apt/etc/sources.list"
    local get=(apt-get -qq -o Dir::Etc="$apt/etc" -o Dir::Etc::sourceparts=- -o Dir::State="$apt" -o Dir::State::status="$apt/status"
        -o Dir::Cache="$apt/cache" -o APT::Architecture="$architecture" -o APT::Architectures::="$architecture" -o APT::Install-Recommends=no
        -o APT::Sandbox::User=root)
    "${get[@]}" update
    "${get[@]}" install --yes --download-only --target-release "$suite" "$@"
    # These without what they depend on, which is newer than the suite.
    [ "$suite" = sid ] || (cd "$apt/cache/archives" && "${get[@]}" download swiftlang/sid libswiftlang/sid)
    for package in "$apt"/cache/archives/*.deb; do
        # Of the compiler for arm64 its modules alone.
        case $package in
        */swiftlang_*_arm64.deb) dpkg-deb --fsys-tarfile "$package" | tar -C "$folder" -x ./usr/libexec/swift/lib/swift ;;
        *) dpkg-deb --extract "$package" "$folder" ;;
        esac
    done
    rm -rf "$apt"
}

if [ ! -e "$roots/whole" ]; then
    unpack "$roots/compiler" amd64 sid base-files swiftlang g++ git
    unpack "$roots/system" arm64 trixie base-files libc6-dev libstdc++-14-dev libncurses-dev libjpeg-dev libpng-dev libdeflate-dev liblcms2-dev \
        libheif-dev libjxl-dev libtiff-dev libwebp-dev
    ln -s ../libexec/swift/lib/swift "$roots/system/usr/lib/swift"
    # Headers of the compiler that is used.
    ln -sfn /usr/libexec/swift/lib/swift/clang "$roots/system/usr/lib/swift/clang"
    mkdir -p "$roots/sdks/arm64.artifactbundle"
    cd "$roots/sdks/arm64.artifactbundle"
    echo '{"schemaVersion": "1.0", "artifacts": {"arm64": {"type": "swiftSDK", "version": "1", "variants": [{"path": "."}]}}}' >info.json
    echo '{"schemaVersion": "1.0", "swiftCompiler": {"extraCLIOptions": ["-use-ld=lld"]}}' >toolset.json
    cat >swift-sdk.json <<SDK
{"schemaVersion": "4.0", "targetTriples": {"$triple": {
    "sdkRootPath": "$roots/system", "swiftResourcesPath": "$roots/system/usr/lib/swift", "toolsetPaths": ["toolset.json"]}}}
SDK
    cd - >/dev/null
    touch "$roots/whole"
fi

architecture=arm64 machine=aarch64
emulator=(qemu-aarch64-static -L "$roots/system")
# The packages that it depends on are there when it runs.
swift package --package-path "$sources" resolve >&2
swift=(bwrap --bind "$roots/compiler" / --proc /proc --dev /dev --tmpfs /tmp --bind "$PWD" "$PWD" --chdir "$PWD"
    --setenv HOME /tmp --setenv PATH /usr/libexec/swift/bin:/usr/bin swift)
# The runtime is beside the programs, and found there.
how=(--disable-automatic-resolution --swift-sdks-path "$roots/sdks" --swift-sdk arm64
    -Xswiftc -no-toolchain-stdlib-rpath -Xlinker -rpath -Xlinker '$ORIGIN/../lib/madf-tui')

# Copies into a folder those libraries of Swift's runtime that a program or library needs.
copy_runtime() {
    local name
    for name in $(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
        [ ! -e "$2/$name" ] && [ -e "$roots/system/usr/lib/swift/linux/$name" ] || continue
        install -m 644 "$roots/system/usr/lib/swift/linux/$name" "$2"
        copy_runtime "$2/$name" "$2"
    done
}
