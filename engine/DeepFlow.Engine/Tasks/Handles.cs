using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tasks;

/// <summary>The versions of things that a value speaks of: data commits, model versions, deployments, whatever has an <c>id</c>.</summary>
internal static class Handles
{
    private const int Most = 1_000;

    /// <summary>Each once, with its plain fields, in the order in which they stand in the value.</summary>
    public static ListValue In(Value value)
    {
        var found = ImmutableArray.CreateBuilder<Value>();
        Collect(value, found, []);
        return Value.List(found);
    }

    private static void Collect(Value value, ImmutableArray<Value>.Builder found, HashSet<string> ids)
    {
        if (found.Count == Most) return;
        switch (value)
        {
            case RecordValue record:
                if (record.Member("id") is TextValue id && ids.Add($"{record.Tag} {id.Value}")) found.Add(Plain(record));
                foreach (var (_, inner) in record.Fields) Collect(inner, found, ids);
                break;
            case ListValue list:
                foreach (var item in list.Items) Collect(item, found, ids);
                break;
        }
    }

    private static RecordValue Plain(RecordValue record) =>
        record with { Fields = [.. record.Fields.Where(f => f.Value is TextValue or IntValue or FloatValue or BoolValue)] };
}
