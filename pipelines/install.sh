# Sourced by action.sh: fetches the binary of a release, and holds it to its SHA-256.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# What the machine is called in the names of archives.
release_target() {
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) echo x86_64-unknown-linux-musl ;;
        Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
        Darwin-x86_64) echo x86_64-apple-darwin ;;
        Darwin-arm64) echo aarch64-apple-darwin ;;
        MINGW*-* | MSYS*-*) echo x86_64-pc-windows-msvc ;;
        *) return 1 ;;
    esac
}

sha256_of() {
    if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

# Installs into a folder and prints where the binary is. Whatever goes wrong is told on stderr.
install_release() {
    local folder=$1 version=${INPUT_VERSION:-} repository=${ACTION_REPOSITORY:-${GITHUB_REPOSITORY:-}} target name from expected actual
    if [ -z "$version" ]; then
        # The action is checked out whole, so its own version stands beside it, whether a tag or a commit was asked for.
        version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/../Cargo.toml" | head -n 1)
    fi
    version=${version#v}
    case "$version" in
        "" | *[!0-9A-Za-z.+-]*)
            echo "version: not the number of a release" >&2
            return 1
            ;;
    esac
    target=$(release_target) || {
        echo "there is no release for $(uname -s) on $(uname -m): build one, and give it as binary" >&2
        return 1
    }
    name=tongyuan-$version-$target.tar.gz
    from=${GITHUB_SERVER_URL:-https://github.com}/$repository/releases/download/v$version/$name
    fetch_release "$from" "$folder/$name" || {
        echo "cannot be fetched: $from" >&2
        return 1
    }
    expected=${INPUT_SHA256:-}
    if [ -z "$expected" ]; then
        fetch_release "$from.sha256" "$folder/$name.sha256" || {
            echo "cannot be fetched: $from.sha256" >&2
            return 1
        }
        expected=$(cut -d ' ' -f 1 "$folder/$name.sha256")
    fi
    actual=$(sha256_of "$folder/$name")
    if [ "$actual" != "$expected" ]; then
        echo "$name is not what was released: its SHA-256 is $actual, not $expected" >&2
        return 1
    fi
    tar -xzf "$folder/$name" -C "$folder" || return 1
    case "$target" in
        *-windows-*) echo "$folder/${name%.tar.gz}/tongyuan.exe" ;;
        *) echo "$folder/${name%.tar.gz}/tongyuan" ;;
    esac
}

fetch_release() {
    curl --fail --silent --show-error --location --proto-redir '=https' --retry 3 --max-time 300 --output "$2" "$1"
}
