using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>
/// What the variables of one activity's signature stand for at one step: <c>D</c> of <c>dataset&lt;D&gt;</c> is bound by the first
/// argument that has a data set, <c>fields_of&lt;space&gt;</c> by the argument <c>space</c>.
/// </summary>
internal sealed class TypeVariables
{
    private readonly Dictionary<string, string> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DslType> _records = new(StringComparer.Ordinal);

    /// <summary>The data set that any variable stands for, when one is bound.</summary>
    public string? AnyDataset => _datasets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault();

    public void BindRecord(string input, DslType fields) => _records[input] = fields;

    /// <summary>Learns from an argument of <paramref name="actual"/> type what a variable in <paramref name="expected"/> stands for.</summary>
    public void Learn(DslType expected, DslType actual)
    {
        switch (TypeRules.Present(expected), TypeRules.Present(actual))
        {
            case (DatasetType { IsVariable: true } e, DatasetType { IsVariable: false } a):
                _datasets.TryAdd(e.Name, a.Name);
                break;
            case (DatasetDeclarationType { IsVariable: true } e, DatasetDeclarationType { IsVariable: false } a):
                _datasets.TryAdd(e.Name, a.Name);
                break;
            case (ListType e, ListType a):
                Learn(e.Item, a.Item);
                break;
        }
    }

    /// <summary>The type of an output: what is not bound is any.</summary>
    public DslType Resolve(DslType type) => Replace(type, _ => DslType.Any);

    /// <summary>What an argument must be: a variable that nothing has bound yet takes every data set, and nothing else.</summary>
    public DslType Expected(DslType type) => Replace(type, variable => variable);

    private DslType Replace(DslType type, Func<DslType, DslType> unbound) => type switch
    {
        DatasetType { IsVariable: true } variable => _datasets.TryGetValue(variable.Name, out var name) ? new DatasetType(name) : unbound(variable),
        FieldsOfType fields => _records.GetValueOrDefault(fields.Input, DslType.Any),
        OptionalType optional => TypeRules.Optional(Replace(optional.Item, unbound)),
        ListType list => new ListType(Replace(list.Item, unbound)),
        MapType map => new MapType(Replace(map.Item, unbound)),
        RecordType record => new RecordType([.. record.Fields.Select(field => field with { Type = Replace(field.Type, unbound) })]),
        _ => type,
    };
}
