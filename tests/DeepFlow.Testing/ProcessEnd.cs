using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeepFlow.Testing;

/// <summary>What must not outlive the test process, however that ends: a test host is often killed rather than left to end.</summary>
internal static class ProcessEnd
{
    /// <summary>
    /// A shell in a session of its own waits for the pipe from this process to close, then stops the server whose
    /// cluster is in the folder, whichever process that is by then, and removes the folder. A killed server leaves its id,
    /// which another program, a test host say, may have by now: a server is one that works in the cluster's folder.
    /// </summary>
    private const string Script = """
        trap '' INT TERM HUP
        read _
        server=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null)
        data=$(readlink -f "$1/postgres/data")
        if [ -n "$server" ] && [ "$(readlink "/proc/$server/cwd")" = "$data" ]; then
            kill -QUIT "$server"
            for _ in 1 2 3 4 5 6 7 8 9 10; do # a dead process that nobody collects still answers
                kill -0 "$server" 2>/dev/null && sleep 0.1
            done
        fi
        rm -rf "$1"
        """;

    /// <summary>Held so that no pipe is collected, and thereby closed, before this process ends.</summary>
    private static readonly ConcurrentBag<Process> Watchers = [];

    /// <summary>Ends the server in the folder, and the folder, together with this process.</summary>
    public static void Takes(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // no setsid elsewhere; the temporary folder's clean-up is the system's
        }

        var info = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", folder]) { RedirectStandardInput = true };
        Watchers.Add(Process.Start(info)!);
    }
}
