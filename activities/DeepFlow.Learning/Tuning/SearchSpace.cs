using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tuning;

/// <summary>Draws configurations from named ranges.</summary>
public static class SearchSpace
{
    /// <summary>
    /// The configuration of a trial. It depends on nothing but the arguments, and one field's value on no other field, so a
    /// resumed tuning tries the same and a field that is added leaves the others as they were.
    /// </summary>
    public static ImmutableSortedDictionary<string, Value> Draw(ImmutableSortedDictionary<string, SearchRange> space, long seed, int trial) =>
        space.ToImmutableSortedDictionary(field => field.Key, field => field.Value.At(Share(seed, trial, field.Key)), StringComparer.Ordinal);

    /// <exception cref="ActivityFailureException">A range is empty, or a logarithmic one reaches zero.</exception>
    public static void Check(ImmutableSortedDictionary<string, SearchRange> space)
    {
        foreach (var (name, range) in space)
        {
            var problem = range switch
            {
                IntRange { Between: var b } when b.Low > b.High => "its lower end is above its upper end",
                UniformRange { Between: var b } when b.Low > b.High => "its lower end is above its upper end",
                LogRange { Between: var b } when b.Low > b.High => "its lower end is above its upper end",
                LogRange { Between.Low: <= 0 } => "a logarithmic range lies above zero",
                Choice { Of.IsDefaultOrEmpty: true } => "there is nothing to choose from",
                _ => null,
            };
            if (problem is not null)
            {
                throw new ActivityFailureException("bad_space", $"No value of {name} can be tried: {problem}.", retryable: false);
            }
        }
    }

    private static double Share(long seed, int trial, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{trial}/{name}"));
        return (BitConverter.ToUInt64(hash) >> 11) * Math.Pow(2, -53);
    }
}
