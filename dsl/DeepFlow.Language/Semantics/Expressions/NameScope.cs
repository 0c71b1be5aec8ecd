namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>The names that an expression may use. They are looked up one at a time, so that a place costs what it names.</summary>
internal sealed class NameScope(Func<string, Local?> find, Func<IEnumerable<string>> all)
{
    public static NameScope Empty { get; } = new(_ => null, () => []);

    /// <summary>Every name, to suggest one from.</summary>
    public IEnumerable<string> Names => all();

    public static NameScope Of(IReadOnlyDictionary<string, Local> locals) => new(locals.GetValueOrDefault, () => locals.Keys);

    public Local? Find(string name) => find(name);

    public bool Contains(string name) => find(name) is not null;

    /// <summary>The same names, each seen in another way.</summary>
    public NameScope Map(Func<string, Local, Local> change) => new(name => find(name) is { } local ? change(name, local) : null, all);
}
