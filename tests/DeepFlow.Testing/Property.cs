using System.Globalization;
using CsCheck;

namespace DeepFlow.Testing;

/// <summary>
/// Properties that hold for whatever a generator makes. Each run of the tests tries the same values, so that what passes once
/// passes always; other values are tried with another <c>DEEPFLOW_SEED</c> (1), more of them with <c>DEEPFLOW_TIMES</c> (1).
/// </summary>
public static class Property
{
    private const int Usual = 100;

    /// <summary>How many values more are looked through for a smaller one that breaks the property too.</summary>
    private const int Shrinking = 200;

    /// <summary>Neighbouring values are far apart in the generator's sequence.</summary>
    private const ulong Stride = 0x9E3779B97F4A7C15;

    private static readonly uint Seed = Number("DEEPFLOW_SEED");
    private static readonly uint Times = Number("DEEPFLOW_TIMES");

    /// <summary>Asserts something of each of so many values.</summary>
    /// <param name="times">How many values are tried.</param>
    /// <param name="print">How a value that breaks the property is shown; null: as it shows itself.</param>
    /// <exception cref="CsCheckException">The smallest value found that breaks it, and its seed for CsCheck.</exception>
    public static void ForEach<T>(this Gen<T> values, Action<T> holds, int times = Usual, Func<T, string>? print = null)
    {
        foreach (var numbers in Numbers(times))
        {
            var seed = numbers.ToString();
            var value = values.Generate(numbers, null, out _);
            try { holds(value); }
            catch
            {
                values.Sample(holds, seed: seed, iter: Shrinking, threads: 1, print: print);
                throw; // it broke once, and not again
            }
        }
    }

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T>(this Gen<T> values, Func<T, bool> holds, int times = Usual) => values.ForEach(value =>
    {
        if (!holds(value)) throw new InvalidOperationException($"It does not hold for {value}.");
    }, times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T1, T2>(this Gen<(T1, T2)> values, Func<T1, T2, bool> holds, int times = Usual) => values.ForEach(v => holds(v.Item1, v.Item2), times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T1, T2>(this Gen<(T1, T2)> values, Action<T1, T2> holds, int times = Usual) => values.ForEach(v => holds(v.Item1, v.Item2), times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T1, T2, T3>(this Gen<(T1, T2, T3)> values, Action<T1, T2, T3> holds, int times = Usual) => values.ForEach(v => holds(v.Item1, v.Item2, v.Item3), times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> values, Action<T1, T2, T3, T4> holds, int times = Usual) =>
        values.ForEach(v => holds(v.Item1, v.Item2, v.Item3, v.Item4), times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void ForEach<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> values, Action<T1, T2, T3, T4, T5> holds, int times = Usual) =>
        values.ForEach(v => holds(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5), times);

    /// <inheritdoc cref="ForEach{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static async Task ForEachAsync<T>(this Gen<T> values, Func<T, Task> holds, int times = Usual)
    {
        foreach (var numbers in Numbers(times))
        {
            var seed = numbers.ToString();
            var value = values.Generate(numbers, null, out _);
            try { await holds(value); }
            catch
            {
                await values.SampleAsync(holds, seed: seed, iter: 1, threads: 1);
                throw; // it broke once, and not again
            }
        }
    }

    private static IEnumerable<PCG> Numbers(int times)
    {
        for (var i = 0UL; i < (ulong)times * Times; i++) yield return new PCG(Seed, i * Stride);
    }

    private static uint Number(string variable) =>
        uint.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : 1;
}
