# Sets JAVA_HOME to a JDK 25, wherever it is, or says in one sentence what is missing. Sourced by the other doors.

jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$home" ] && [ "$(jdk_version "$home")" = 25 ]; then
            JAVA_HOME=$home
            export JAVA_HOME
            return
        fi
    done
    echo "Foghorn needs JDK 25: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
    exit 1
}

need_maven() {
    command -v mvn >/dev/null 2>&1 || {
        echo "Foghorn needs Maven to build itself: install it (for example 'apt-get install maven')." >&2
        exit 1
    }
}
