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

    /// <summary>The type with its variables replaced; what is not bound yet is any.</summary>
    public DslType Resolve(DslType type) => type switch
    {
        DatasetType { IsVariable: true } variable => _datasets.TryGetValue(variable.Name, out var name) ? new DatasetType(name) : DslType.Any,
        FieldsOfType fields => _records.GetValueOrDefault(fields.Input, DslType.Any),
        OptionalType optional => TypeRules.Optional(Resolve(optional.Item)),
        ListType list => new ListType(Resolve(list.Item)),
        MapType map => new MapType(Resolve(map.Item)),
        RecordType record => new RecordType([.. record.Fields.Select(field => field with { Type = Resolve(field.Type) })]),
        _ => type,
    };
}
