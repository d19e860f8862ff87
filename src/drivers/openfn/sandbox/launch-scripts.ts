/**
 * Limits, a low priority, then the program: `sh -c LIMITS sh <cpu seconds> <data kB> <file blocks> program …`. What a system can't limit it
 * leaves as it is.
 */
export const LIMITS_SCRIPT = `
(ulimit -c 0) 2>/dev/null && ulimit -c 0
(ulimit -t "$1") 2>/dev/null && ulimit -t "$1"
(ulimit -d "$2") 2>/dev/null && ulimit -d "$2"
(ulimit -f "$3") 2>/dev/null && ulimit -f "$3"
(ulimit -n 256) 2>/dev/null && ulimit -n 256
umask 077
shift 3
exec nice -n 10 "$@"
`;

/**
 * In new namespaces (user, mount, network, pid, …): a root directory of its own that holds nothing but the given paths,
 * read-only, a /tmp in memory, and the socket of the way out. Then the program, without capabilities.
 * `sh -c FENCE sh <root> <socket> <MB of /tmp> path … -- program …`
 */
export const FENCE_SCRIPT = `
set -e
root=$1 socket=$2 size=$3
shift 3
read_only() {
  mount -o remount,bind,ro "$1" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev "$1" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev,noexec "$1" 2>/dev/null ||
    mount -o remount,bind,ro,nosuid,nodev,relatime "$1"
}
mount -t tmpfs -o size=1m,mode=755,nosuid,nodev tmpfs "$root"
mkdir -p "$root/tmp"
mount -t tmpfs -o size="$size"m,mode=700,nosuid,nodev,noexec tmpfs "$root/tmp"
while [ "$1" != -- ]; do
  mkdir -p "$root\${1%/*}"
  if [ -L "$1" ]; then
    cp -P "$1" "$root$1"
  elif [ -d "$1" ]; then
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
    read_only "$root$1"
  elif [ -e "$1" ]; then
    : > "$root$1"
    mount --bind "$1" "$root$1"
    read_only "$root$1"
  fi
  shift
done
shift
: > "$root/proxy.sock"
mount --bind "$socket" "$root/proxy.sock"
mount -o remount,bind,ro,nosuid,nodev "$root"
cd "$root"
exec chroot "$root" setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
`;
