#!/usr/bin/env bash
# Packs a binary for a release: package.sh TAG TARGET BINARY FOLDER. Into FOLDER go the archive and a file with its SHA-256.
set -euo pipefail
tag=$1 target=$2 binary=$3 folder=$4
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
if [ "$tag" != "v$version" ]; then
    echo "the tag is $tag, and the version v$version" >&2
    exit 1
fi
# It is to run wherever it is put, so it may ask for no library of the system.
case "$target" in
    *-linux-musl)
        command -v readelf >/dev/null
        # A program that is no ELF file asks for none either.
        if LC_ALL=C readelf --dynamic "$binary" 2>/dev/null | grep -q NEEDED; then
            echo "$binary is not static" >&2
            exit 1
        fi
        ;;
esac

name=tongyuan-$version-$target
mkdir -p "$folder"
rm -rf "${folder:?}/$name"
mkdir -p "$folder/$name/completions"
cp "$binary" LICENSE-APACHE LICENSE-MIT README.md README.zh-CN.md CHANGELOG.md "$folder/$name"
for shell in bash elvish fish powershell zsh; do
    "$binary" completions "$shell" >"$folder/$name/completions/tongyuan.$shell"
done
"$binary" man >"$folder/$name/tongyuan.1"

cd "$folder"
tar -czf "$name.tar.gz" "$name"
rm -rf "$name"
if command -v sha256sum >/dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi >"$name.tar.gz.sha256"
