using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Engine.Instances;

/// <summary>Ids that follow from what they name, so that a transition computed twice names its rows alike.</summary>
public static class DeterministicId
{
    private const int BytesOfTime = 6;

    /// <summary>
    /// The id of the work that one iteration of a node owns (a version 8 UUID, RFC 9562). It begins with its instance's moment, as
    /// a version 7 UUID has it: what is made together lies together in an index, and a new row finds the same few pages however
    /// many rows there are.
    /// </summary>
    public static Guid Of(Guid instance, string kind, string node, int iteration)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{instance:N}\n{kind}\n{node}\n{iteration}"), hash);
        Span<byte> of = stackalloc byte[16];
        instance.TryWriteBytes(of, bigEndian: true, out _);
        of[..BytesOfTime].CopyTo(hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
