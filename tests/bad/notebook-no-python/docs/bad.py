# %% [markdown]
# # A notebook

# %%
this is no Python
