using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Expressions;

/// <summary>What an expression may name: values by name, and the declarations of its bundle.</summary>
public sealed class Scope(Func<string, Value> names, Bundle? bundle = null)
{
    public static Scope Empty { get; } = new(_ => Value.Missing);

    public Value Find(string name) => names(name);

    public Bundle? Bundle => bundle;

    public static Scope Of(IReadOnlyDictionary<string, Value> names, Bundle? bundle = null) =>
        new(name => names.TryGetValue(name, out var value) ? value : Value.Missing, bundle);
}
