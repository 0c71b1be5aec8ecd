using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Engine.Signals;

/// <summary>
/// A signal that is sent while a waiter is being written sees no waiter, and the waiter no signal: each would stay alone for
/// ever. So both take a lock on the name first, senders alone and waiters together; the statement after it sees whatever
/// was committed before. It is an advisory lock, for there is no row to lock: it costs no write and ends with the transaction.
/// </summary>
internal static class SignalLock
{
    public const string Alone = "select pg_advisory_xact_lock(k) from unnest($1::bigint[]) k";
    public const string Together = "select pg_advisory_xact_lock_shared(k) from unnest($1::bigint[]) k";

    /// <summary>One after the other in the order given, those that <c>$2</c> says alone.</summary>
    public const string Either = "select case when alone then pg_advisory_xact_lock(k) else pg_advisory_xact_lock_shared(k) end from unnest($1::bigint[], $2::boolean[]) as u (k, alone)";

    /// <summary>In ascending order and once each: who takes several takes them in the order that everybody does.</summary>
    public static long[] Of(IEnumerable<(string Project, string Name, string Correlation)> signals) => [.. signals.Select(Of).Distinct().Order()];

    private static long Of((string Project, string Name, string Correlation) signal)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{signal.Project}\n{signal.Name}\n{signal.Correlation}"), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
